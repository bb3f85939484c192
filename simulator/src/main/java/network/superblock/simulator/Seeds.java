package network.superblock.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import network.superblock.simulator.world.Report;

/**
 * Many seeds, several at a time: no two histories share anything. One that goes wrong does not keep
 * the others from being run.
 *
 * @param first the first seed
 * @param last the last one
 */
public record Seeds(long first, long last) {

  public Seeds {
    if (last < first) throw new IllegalArgumentException("no seed from " + first + " to " + last);
  }

  /**
   * What came of those that were run so far.
   *
   * @param seeds how many
   * @param events how many things happened in them
   * @param slots how many slots were closed
   * @param superblocks how many slots became a superblock
   * @param xts how many xTs there were
   * @param broken what went wrong, with its seed each
   */
  public record Tally(
      long seeds, long events, long slots, long superblocks, long xts, List<String> broken) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, List.of());

    public Tally {
      broken = List.copyOf(broken);
    }

    Tally and(Report report) {
      return new Tally(
          seeds + 1,
          events + report.events(),
          slots + report.slots(),
          superblocks + report.superblocks(),
          xts + report.xts().size(),
          broken);
    }

    Tally and(SimulationFailedException failure) {
      var more = new ArrayList<>(broken);
      more.add(String.valueOf(failure.getMessage()));
      return new Tally(seeds + 1, events, slots, superblocks, xts, more);
    }
  }

  /** How many there are. */
  public long count() {
    return last - first + 1;
  }

  /**
   * Runs them all.
   *
   * @param threads how many at a time
   * @param progress is told after each seed, by one thread at a time
   */
  public Tally run(Parts parts, int threads, Consumer<Tally> progress) throws InterruptedException {
    var counter = new Counter(progress);
    var next = new AtomicLong(first);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var workers = new ArrayList<Future<?>>();
      for (var i = 0; i < threads; i++)
        workers.add(executor.submit(() -> work(next, parts, counter)));
      for (var worker : workers) worker.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the seeds could not be run", e.getCause());
    }
    return counter.tally();
  }

  private void work(AtomicLong next, Parts parts, Counter counter) {
    for (var seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement())
      try {
        counter.add(Simulation.run(seed, parts));
      } catch (SimulationFailedException e) {
        counter.add(e);
      }
  }

  private static final class Counter {

    private final Consumer<Tally> progress;
    private Tally tally = Tally.NONE;

    Counter(Consumer<Tally> progress) {
      this.progress = progress;
    }

    synchronized void add(Report report) {
      tell(tally.and(report));
    }

    synchronized void add(SimulationFailedException failure) {
      tell(tally.and(failure));
    }

    synchronized Tally tally() {
      return tally;
    }

    private void tell(Tally next) {
      tally = next;
      progress.accept(next);
    }
  }
}
