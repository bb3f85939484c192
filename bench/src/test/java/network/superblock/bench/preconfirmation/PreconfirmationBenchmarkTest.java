package network.superblock.bench.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts with tiny counts: that they measure, not what. */
@Timeout(300)
class PreconfirmationBenchmarkTest {

  private static final Effort TINY = new Effort(0.005);
  private static final int FEW = 6;

  private final Results results = new Results(_ -> {});

  @Test
  void measuresEveryPart() throws Exception {
    var parts =
        List.<Benchmark>of(
            new GossipRate(),
            new HopLatency(),
            new CatchUpRate(),
            new CrowdHeap(FEW),
            new StreamRate(),
            new BesideJs());
    for (var part : parts) part.run(TINY, results);
    assertThat(results.measurements())
        .extracting(Measurement::id)
        .contains(
            "preconfirmation.rate",
            "preconfirmation.hops.p50",
            "preconfirmation.catchup",
            "preconfirmation.heap",
            "preconfirmation.stream",
            "preconfirmation.js.rate");
    assertThat(results.measurements()).allMatch(measured -> measured.value() > 0);
  }
}
