package network.superblock.bench.network;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.rest.XtApi;
import network.superblock.devnet.setup.Accounts;

/**
 * The devnet, all services and Kafka in one JVM with C1 alone: its memory when nothing happens, and
 * how fast two sequencers decide PingPong xTs that both simulate on their real EVM.
 */
public final class NetworkBenchmark implements Benchmark {

  /** What of it is measured. */
  public enum Part {
    MEMORY,
    EVM
  }

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration WARM_UP = Duration.ofSeconds(24);
  private static final Duration MEASURED = Duration.ofSeconds(48);
  private static final double IDLE_MIB = 1.2 * 1024;
  private static final long DECISION_SECONDS = 60;

  private final Set<Part> parts;

  public NetworkBenchmark(Set<Part> parts) {
    this.parts = EnumSet.copyOf(parts);
  }

  @Override
  public void run(Effort effort, Results results) throws Exception {
    try (var devnet = DevnetProcess.start(results::tell)) {
      if (parts.contains(Part.MEMORY)) memory(devnet, effort, results);
      if (parts.contains(Part.EVM)) evm(devnet, effort, results);
    }
  }

  private static void memory(DevnetProcess devnet, Effort effort, Results results)
      throws InterruptedException {
    var idle = effort.of(IDLE);
    results.tell("  idle for " + idle.toSeconds() + " s");
    Thread.sleep(idle);
    var jvm = ResidentMemory.of(devnet.handle());
    var postgres = ResidentMemory.ofPostgres(devnet.data());
    results.add(
        Measurement.of(
                "memory.idle",
                "idle devnet: JVM (services, Kafka) and Postgres",
                jvm + postgres,
                "MiB")
            .against(Target.atMost(IDLE_MIB)));
    results.add(Measurement.of("memory.jvm", "    the JVM, resident", jvm, "MiB"));
    results.add(Measurement.of("memory.postgres", "    Postgres' processes, PSS", postgres, "MiB"));
  }

  private static void evm(DevnetProcess devnet, Effort effort, Results results) throws Exception {
    try (var decisions = new Decisions(devnet.kafka());
        var demos = new Demos(devnet.sequencers(), new SecureRandom());
        var queue = new XtApi(devnet.xtQueueService());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var users = new ArrayList<Future<?>>();
      for (var i = 0; i < Accounts.USERS; i++) {
        var user = new User(Accounts.user(i), devnet, decisions, demos, queue);
        users.add(threads.submit(user::run));
      }
      results.tell("  warming up");
      Thread.sleep(effort.of(WARM_UP));
      decisions.count();
      Thread.sleep(effort.of(MEASURED));
      report(decisions, results);
      users.forEach(user -> user.cancel(true));
    }
  }

  private static void report(Decisions decisions, Results results) {
    results.add(
        Measurement.of(
            "evm.rate",
            "(d) PingPong xTs of two chains decided, real EVM, while open",
            decisions.perBusySecond(),
            "/s"));
    results.add(
        Measurement.of("evm.count", "    xTs committed meanwhile", decisions.commits(), "xTs"));
    results.add(
        Measurement.of(
            "evm.p50",
            "(d) StartSC written -> Decided read, real EVM, p50",
            decisions.latencies().median(),
            "ms"));
    results.add(
        Measurement.of(
            "evm.p99",
            "(d) StartSC written -> Decided read, real EVM, p99",
            decisions.latencies().percentile(99),
            "ms"));
  }

  /** Submits one xT after the other, each when the one before it is decided. */
  private record User(
      DevKey key, DevnetProcess devnet, Decisions decisions, Demos demos, XtApi queue) {

    Void run() throws Exception {
      var chains = new ArrayList<>(devnet.sequencers().keySet());
      while (!Thread.interrupted()) {
        var xt = demos.sign(Demo.PINGPONG, key, chains.getFirst(), chains.getLast());
        var nonce = demos.rollup(chains.getLast()).nonceOf(key.address());
        var decision = decisions.of(queue.submit(xt)).get(DECISION_SECONDS, TimeUnit.SECONDS);
        if (!decision.isCommit()) continue;
        // A decision is known before the sequencers' drafts have it.
        for (var chain : chains)
          while (demos.rollup(chain).nonceOf(key.address()).compareTo(nonce) <= 0)
            Thread.sleep(Duration.ofMillis(5));
      }
      return null;
    }
  }
}
