package network.superblock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import network.superblock.bench.report.JsonReport;
import network.superblock.bench.report.Machine;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The harness with tiny counts: that it measures, not what. */
@Timeout(120)
class SmokeTest {

  private static final Effort TINY = new Effort(0.02);

  @TempDir private Path directory;

  @Test
  void measuresAndReports() throws Exception {
    var results = new Results(_ -> {});
    var suite = EnumSet.of(Suite.LATENCY, Suite.ASSEMBLY, Suite.VALIDATION);
    for (var each : Suite.benchmarks(suite)) each.benchmark().run(TINY, results);

    assertThat(results.measurements())
        .extracting(measured -> measured.id())
        .contains("kafka.p50", "decision.p50", "assembly.p50", "validation.rate");
    assertThat(results.measurements()).allMatch(measured -> measured.value() > 0);
    assertThat(Table.of(results)).hasSize(results.measurements().size() + 1);

    var file = directory.resolve("deep/bench.json");
    JsonReport.write(file, Machine.thisOne(), Instant.EPOCH, results);
    var json = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(json.get("measurements").size()).isEqualTo(results.measurements().size());
    assertThat(json.get("machine").get("cores").asInt()).isPositive();
  }
}
