package network.superblock.devnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestartTest {

  @TempDir private Path data;

  @Test
  @Timeout(value = 600, unit = TimeUnit.SECONDS)
  void goesOnAfterTheKillOfANodeAndAfterARestart() throws IOException {
    JsonNode first;
    JsonNode second;
    try (var network = DemoNetwork.start(data, Hosting.ONE_JVM)) {
      first = network.finalizePingPong();
      network.kill("rollup-77777/anvil.pid");
      network.awaitSequencer(new ChainId(77_777));
      second = network.finalizePingPong();
      assertThat(superblockOf(second)).isGreaterThan(superblockOf(first));
    }
    try (var network = DemoNetwork.start(data, Hosting.ONE_JVM)) {
      assertThat(network.statusOf(xtOf(first))).isEqualTo("FINALIZED");
      assertThat(network.statusOf(xtOf(second))).isEqualTo("FINALIZED");
      assertThat(superblockOf(network.finalizePingPong())).isGreaterThan(superblockOf(second));
    }
  }

  private static XtId xtOf(JsonNode report) {
    return XtId.fromHex(report.get("xtId").asString());
  }

  private static long superblockOf(JsonNode report) {
    return report.get("superblock").asLong();
  }
}
