package network.superblock.devnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.embedded.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  private static final int SERVICES = 8;
  private static final Duration NOTICE = Duration.ofSeconds(60);

  @TempDir private Path data;

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void servicesAreIndependentProcessesAndNoneIsLeftBehind() throws IOException {
    var network = DemoNetwork.start(data, Hosting.PROCESSES);
    try (network) {
      var report = network.finalizePingPong();
      var superblock = network.superblock(report.get("superblock").asString());
      assertThat(superblock.toString()).contains(report.get("xtId").asString());

      network.kill("processes/block-store-service.pid");
      assertThat(Patience.until(NOTICE, () -> isRestarted(network))).isTrue();
      network.awaitReady(network.devnet().endpoints().blockStoreService());
      network.finalizePingPong();
      assertThat(children()).isGreaterThan(SERVICES);
    }
    assertThat(children()).isZero();
  }

  private static boolean isRestarted(DemoNetwork network) {
    return network.notices().stream()
        .anyMatch(notice -> notice.startsWith("block-store-service ended with code 137"));
  }

  /** Of this JVM, and theirs: services and nodes. */
  private long children() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
        .count();
  }
}
