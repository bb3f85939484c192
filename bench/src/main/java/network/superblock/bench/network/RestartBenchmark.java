package network.superblock.bench.network;

import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;

/**
 * The whole devnet, killed with Kafka, Postgres and the nodes, and started again on what it kept:
 * how long it takes until all services are ready and both sequencers take part in a slot.
 */
public final class RestartBenchmark implements Benchmark {

  private static final int KILLS = 3;

  @Override
  public void run(Effort effort, Results results) throws Exception {
    var latencies = new Latencies();
    try (var devnet = DevnetProcess.start(results::tell)) {
      for (var i = 0; i < effort.of(KILLS); i++) {
        var began = System.nanoTime();
        devnet.killAndStartAgain(results::tell);
        latencies.add(System.nanoTime() - began);
      }
    }
    var what = "the whole devnet takes part in a slot after its kill, ";
    results.add(Measurement.of("recovery.devnet.p50", what + "p50", latencies.median(), "ms"));
    results.add(
        Measurement.of("recovery.devnet.max", what + "worst", latencies.percentile(100), "ms"));
  }
}
