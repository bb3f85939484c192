package network.superblock.bench.soak;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import network.superblock.embedded.Patience;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import tools.jackson.databind.JsonNode;

/**
 * Users who submit all kinds of demo xTs, one after the other, each when the one before has ended.
 */
final class Load implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  // The queue's own limit is ten minutes.
  private static final Duration EXPIRY = Duration.ofMinutes(12);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final DevnetProcess devnet;
  private final Demos demos;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> users = new ArrayList<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<XtId, Demo> open = new LinkedHashMap<>();
  private int submitted;
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
    try (var queue = new XtApi(devnet.xtQueueService())) {
      Patience.until(EXPIRY, () -> haveEnded(queue));
    }
    open().forEach((xt, kind) -> note(kind.commandName() + " " + xt + " is unfinished"));
  }

  /** Looks at those whose user did not wait any longer, or got no answer. */
  private boolean haveEnded(XtApi queue) {
    open().forEach((xt, kind) -> look(xt, kind, queue));
    return open().isEmpty();
  }

  private void look(XtId xt, Demo kind, XtApi queue) {
    try {
      ended(kind, xt, queue.report(xt));
    } catch (UncheckedIOException | IllegalStateException e) {
      failed(e);
    }
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
      begun(kind, xt);
      ended(kind, xt, queue.follow(xt, LONGEST, _ -> {}));
    } catch (UncheckedIOException | IllegalStateException e) {
      failed(e);
      Thread.sleep(PAUSE);
    }
  }

  private synchronized void begun(Demo kind, XtId xt) {
    submitted++;
    open.put(xt, kind);
  }

  private synchronized Map<XtId, Demo> open() {
    return new LinkedHashMap<>(open);
  }

  private synchronized void failed(RuntimeException e) {
    var reason = String.valueOf(e.getMessage()).replaceAll("0x[0-9a-f]+", "0x..");
    ends.merge("no answer: " + reason, 1, Integer::sum);
  }

  private synchronized void note(String what) {
    wrong.add(what);
  }

  private synchronized void ended(Demo kind, XtId xt, JsonNode report) {
    if (!report.get("final").asBoolean()) return;
    open.remove(xt);
    var status = report.get("status").asString();
    ends.merge(kind.commandName() + " " + status, 1, Integer::sum);
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
