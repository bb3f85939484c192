package network.superblock.bench.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import network.superblock.simulator.Parts;
import network.superblock.simulator.Seeds;
import network.superblock.simulator.Seeds.Tally;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs many seeds of the simulated network and tells whether an invariant was broken. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Runs seeds of the simulated network, with all invariants checked.")
public final class SimulateCommand implements Callable<Integer> {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  @Option(
      names = "--seeds",
      paramLabel = "<number>",
      defaultValue = "100000",
      description = "how many (${DEFAULT-VALUE})")
  private long seeds = 100_000;

  @Option(
      names = "--from",
      paramLabel = "<seed>",
      defaultValue = "1",
      description = "the first of them (${DEFAULT-VALUE})")
  private long from = 1;

  @Option(
      names = "--threads",
      paramLabel = "<number>",
      description = "how many at a time; as many as there are cores otherwise")
  private int threads = Runtime.getRuntime().availableProcessors();

  private final Instant began = Instant.now();
  private Instant told = began;
  private int broken;

  /** Runs the command and ends the process: 0 if no invariant was broken, 1 otherwise. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SimulateCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    var all = new Seeds(from, from + seeds - 1);
    var tally = all.run(Parts.SOUND, threads, soFar -> tell(all, soFar));
    System.out.println(
        line(tally, "seeds %,d to %,d".formatted(all.first(), all.last()))
            + String.format(
                Locale.ROOT,
                "; %,d slots, %,d superblocks, %,d xTs; took %s",
                tally.slots(),
                tally.superblocks(),
                tally.xts(),
                Duration.ofSeconds(Duration.between(began, Instant.now()).toSeconds())));
    return tally.broken().isEmpty() ? 0 : 1;
  }

  private void tell(Seeds all, Tally tally) {
    tally.broken().stream().skip(broken).forEach(System.out::println);
    broken = tally.broken().size();
    if (Duration.between(told, Instant.now()).compareTo(BETWEEN_LINES) < 0) return;
    told = Instant.now();
    System.out.println(line(tally, "%,d of %,d seeds".formatted(tally.seeds(), all.count())));
  }

  private String line(Tally tally, String which) {
    var seconds = Math.max(1, Duration.between(began, Instant.now()).toMillis()) / 1e3;
    return String.format(
        Locale.ROOT,
        "%s: %,d invariant violations; %,d events, %,.0f events a second, %,.0f seeds a minute",
        which,
        tally.broken().size(),
        tally.events(),
        tally.events() / seconds,
        60 * tally.seeds() / seconds);
  }
}
