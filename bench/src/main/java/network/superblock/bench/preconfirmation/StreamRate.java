package network.superblock.bench.preconfirmation;

import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;

/** One stream's throughput through Noise and yamux, and a bare TCP connection's, in turn. */
final class StreamRate implements Benchmark {

  private static final int WARM_UP = 20;
  private static final int ROUNDS = 12;
  private static final int MIB = 1 << 20;
  private static final int ROUND_MIB = 64;
  private static final double PART = 0.25;

  @Override
  public void run(Effort effort, Results results) throws Exception {
    var secured = new Latencies();
    var bare = new Latencies();
    try (var stream = new BulkStream();
        var tcp = new BareTcp()) {
      var bytes = (long) effort.of(ROUND_MIB) * MIB;
      for (var i = 0; i < effort.of(WARM_UP); i++) {
        var _ = stream.carry(bytes);
        var _ = tcp.carry(bytes);
      }
      for (var i = 0; i < effort.of(ROUNDS); i++) {
        secured.add(stream.carry(bytes));
        bare.add(tcp.carry(bytes));
      }
      var bareRate = rate(bytes, bare);
      results.add(
          Measurement.of(
              "preconfirmation.tcp", "bare TCP on loopback, median round", bareRate, "MiB/s"));
      results.add(
          Measurement.of(
                  "preconfirmation.stream",
                  "one stream through Noise and yamux, median round",
                  rate(bytes, secured),
                  "MiB/s")
              .against(Target.atLeast(PART * bareRate)));
    }
  }

  private static double rate(long bytes, Latencies rounds) {
    return bytes / (double) MIB / (rounds.median() / 1000);
  }
}
