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
 * it is ready again; then the publisher that leads, until the other one does.
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

  private static void failover(KilledNetwork network, int kills, Results results)
      throws IOException {
    var latencies = new Latencies();
    for (var i = 0; i < kills; i++) latencies.add(network.killLeader());
    results.add(
        Measurement.of("failover.p50", "the other publisher leads, p50", latencies.median(), "ms"));
    results.add(
        Measurement.of(
                "failover.max", "the other publisher leads, worst", latencies.percentile(100), "ms")
            .against(Target.atMost(TAKES_OVER_MS)));
  }
}
