package network.superblock.devnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.replay.Replay;
import network.superblock.devnet.replay.SlotTopicDump;
import network.superblock.devnet.rest.RestClient;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.upgrade.Recording;
import network.superblock.protocol.message.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service of this build goes on from what one of an earlier build has left in Kafka, in
 * Postgres and on the chains. {@code -Drecord=network} makes the recording anew, which only a
 * release does: it is what networks out there hold.
 */
class UpgradeTest {

  private static final Path RECORDING = Path.of("src/test/resources/upgrade/network.zst");
  private static final Path EXPECTED = Path.of("src/test/resources/upgrade/decisions.txt");

  /** The recording does not become younger: nothing of it may be forgotten because of its age. */
  private static final List<String> RETENTIONS =
      List.of(
          "superblock.queue.retention", "superblock.sequencer.retention", "block-store.retention");

  private final Map<String, String> statuses = new TreeMap<>();

  @TempDir private Path data;

  @BeforeEach
  void forgetNothing() {
    RETENTIONS.forEach(setting -> System.setProperty(setting, "36500d"));
  }

  @AfterEach
  void forgetAsUsual() {
    RETENTIONS.forEach(System::clearProperty);
  }

  @Test
  @Timeout(value = 600, unit = TimeUnit.SECONDS)
  void everyServiceGoesOnFromWhatAnEarlierBuildHasLeft() throws Exception {
    Recording.restore(RECORDING, data);
    try (var network = DemoNetwork.start(data, Hosting.ONE_JVM)) {
      var expected = Files.readAllLines(EXPECTED);
      assertThat(decisions(network)).startsWith(expected.toArray(String[]::new));
      assertThat(expected).isNotEmpty();
      statuses(network);
      assertThat(statuses.values()).contains("FINALIZED", "ABORTED");
      assertThat(statusOfLatestBlock(network)).isEqualTo(200);
      var latest = network.superblock("latest").get("number").asLong();
      var report = network.finalizePingPong();
      assertThat(report.get("superblock").asLong()).isGreaterThan(latest);
      assertThat(decisions(network)).hasSizeGreaterThan(expected.size());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "record", matches = "network")
  void record() throws Exception {
    try (var network = DemoNetwork.start(data, Hosting.ONE_JVM)) {
      network.finalizePingPong();
      network.run(Demo.UNREAD_WRITE, Accounts.user(1));
      Files.createDirectories(EXPECTED.getParent());
      Files.write(EXPECTED, decisions(network));
    }
    Recording.make(data, RECORDING);
    assertThat(Files.size(RECORDING)).as("a small file").isLessThan(300_000);
  }

  /** The decisions that the slot topic folds to, in words. */
  private static List<String> decisions(DemoNetwork network) {
    var facts = network.devnet().facts();
    var replay = new Replay(Ledger.genesis(facts.genesisHash()), facts.schedule().scpTimer());
    return SlotTopicDump.read(network.devnet().endpoints().kafka()).stream()
        .map(replay::tell)
        .flatMap(Optional::stream)
        .toList();
  }

  private void statuses(DemoNetwork network) {
    try (var rest = new RestClient(network.devnet().endpoints().xtQueueService())) {
      for (var xt : rest.get("/api/v1/xts").required().get("items"))
        statuses.put(xt.get("xtId").asString(), xt.get("status").asString());
    }
  }

  private static int statusOfLatestBlock(DemoNetwork network) {
    try (var rest = new RestClient(network.devnet().endpoints().blockStoreService())) {
      return rest.get("/api/v1/chains/77777/blocks/latest").status();
    }
  }
}
