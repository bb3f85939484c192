package network.superblock.bench.soak;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import network.superblock.bench.network.DevnetProcess;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.rest.XtApi;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.ChainId;

/**
 * Users who submit all kinds of demo xTs, one after the other, each when the one before has ended.
 */
final class Load implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final DevnetProcess devnet;
  private final Demos demos;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> users = new ArrayList<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int submitted;
  private int refused;
  private volatile boolean isOver;

  Load(DevnetProcess devnet) {
    this.devnet = devnet;
    this.demos = new Demos(devnet.sequencers(), new SecureRandom());
  }

  void start() {
    for (var i = 0; i < Accounts.USERS; i++) {
      var number = i;
      users.add(threads.submit(() -> live(number)));
    }
  }

  /** Nobody submits any more; returns when every xT has ended or has had the time to. */
  void finish() throws InterruptedException {
    isOver = true;
    threads.shutdown();
    if (!threads.awaitTermination(2 * LONGEST.toMinutes(), TimeUnit.MINUTES))
      note("users who do not come to an end");
  }

  private void live(int number) {
    var user = Accounts.user(number);
    var kinds = Demo.values();
    var chains = List.copyOf(devnet.sequencers().keySet());
    try (var queue = new XtApi(devnet.xtQueueService())) {
      for (var turn = number; !isOver; turn++)
        submit(kinds[turn % kinds.length], user, chains, queue);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(Demo kind, DevKey user, List<ChainId> chains, XtApi queue)
      throws InterruptedException {
    try {
      var xt = queue.submit(demos.sign(kind, user, chains.getFirst(), chains.getLast()));
      count();
      var report = queue.follow(xt, LONGEST, _ -> {});
      ended(kind, xt.toString(), report.get("status").asString(), report.get("final").asBoolean());
    } catch (UncheckedIOException | IllegalStateException e) {
      refused(e);
      Thread.sleep(PAUSE);
    }
  }

  private synchronized void count() {
    submitted++;
  }

  private synchronized void refused(RuntimeException e) {
    refused++;
    ends.merge(
        "refused: " + String.valueOf(e.getMessage()).replaceAll("0x[0-9a-f]+", "0x.."),
        1,
        Integer::sum);
  }

  private synchronized void note(String what) {
    wrong.add(what);
  }

  private synchronized void ended(Demo kind, String xt, String status, boolean isFinal) {
    ends.merge(kind.commandName() + " " + status, 1, Integer::sum);
    if (!isFinal) wrong.add("%s %s is unfinished: %s".formatted(kind.commandName(), xt, status));
    if (kind.end().equals("ABORTED") && status.equals("FINALIZED"))
      wrong.add("%s %s must not commit".formatted(kind.commandName(), xt));
  }

  synchronized int submitted() {
    return submitted;
  }

  /** How many came to which end, by kind. */
  synchronized Map<String, Integer> ends() {
    return new TreeMap<>(ends);
  }

  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  @Override
  public void close() {
    isOver = true;
    threads.shutdownNow();
    demos.close();
  }
}
