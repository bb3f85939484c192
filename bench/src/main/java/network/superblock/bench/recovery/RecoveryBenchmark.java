package network.superblock.bench.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.embedded.DataDirectory;

/**
 * A network whose services are processes, two of them replicas of the publisher. Each service is
 * killed again and again, one after the other, and each time it is measured how long it takes until
 * it is ready again; then the publisher that leads is killed, and stopped, until the other one
 * does.
 */
public final class RecoveryBenchmark implements Benchmark {

  private static final int KILLS = 10;
  private static final double SERVES_AGAIN_MS = Duration.ofSeconds(5).toMillis();
  private static final double TAKES_OVER_MS = Duration.ofSeconds(3).toMillis();

  @Override
  public void run(Effort effort, Results results) throws Exception {
    var data = Files.createTempDirectory("superblock-recovery");
    try (var network = KilledNetwork.start(data, results::tell)) {
      services(network, effort.of(KILLS), results);
      failover(network, effort.of(KILLS), results);
    } finally {
      DataDirectory.delete(data);
    }
  }

  private static void services(KilledNetwork network, int kills, Results results)
      throws IOException {
    Map<String, Latencies> fromStart = new LinkedHashMap<>();
    Map<String, Latencies> fromKill = new LinkedHashMap<>();
    // In turn: one that ends too often in a short time is started again later each time.
    for (var round = 1; round <= kills; round++) {
      for (var service : network.services()) {
        var recovery = network.kill(service);
        fromStart.computeIfAbsent(service, _ -> new Latencies()).add(recovery.sinceStart());
        fromKill.computeIfAbsent(service, _ -> new Latencies()).add(recovery.sinceKill());
      }
      results.tell("  each was killed " + round + " times");
    }
    fromStart.forEach((service, latencies) -> {
      var id = "recovery." + service;
      var what = service + " ready after its process started, ";
      results.add(Measurement.of(id + ".p50", what + "p50", latencies.median(), "ms"));
      results.add(
          Measurement.of(id + ".max", what + "worst", latencies.percentile(100), "ms")
              .against(Target.atMost(SERVES_AGAIN_MS)));
    });
    fromKill.forEach((service, latencies) ->
        results.add(
            Measurement.of(
                "recovery." + service + ".kill",
                "    " + service + " after the kill, worst",
                latencies.percentile(100),
                "ms")));
  }

  private static void failover(KilledNetwork network, int times, Results results)
      throws IOException, InterruptedException {
    var killed = new Latencies();
    for (var i = 0; i < times; i++) killed.add(network.killLeader());
    report("failover.kill", "after the leader's SIGKILL", killed, results);
    var stopped = new Latencies();
    for (var i = 0; i < times; i++) stopped.add(network.stopLeader());
    report("failover.stop", "after the leader's SIGSTOP", stopped, results);
  }

  private static void report(String id, String when, Latencies latencies, Results results) {
    var what = "the other publisher leads " + when + ", ";
    results.add(Measurement.of(id + ".p50", what + "p50", latencies.median(), "ms"));
    results.add(
        Measurement.of(id + ".max", what + "worst", latencies.percentile(100), "ms")
            .against(Target.atMost(TAKES_OVER_MS)));
  }
}
