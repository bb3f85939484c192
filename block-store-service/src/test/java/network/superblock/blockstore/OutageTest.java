package network.superblock.blockstore;

import static network.superblock.embedded.junit.RunningService.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import network.superblock.embedded.junit.CutLine;
import network.superblock.embedded.junit.RunningService;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.L2Block;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store depends on is away, at its start and in the middle of a slot. */
@Timeout(180)
class OutageTest {

  private static final TestRollup A = new TestRollup(11111);
  private static final String BLOCKS = "/api/v1/chains/11111/blocks/";

  @TempDir Path directory;

  /** One history: each part needs what the part before has left. */
  @Test
  void waitsAtItsStartAndGivesEveryVerdictInTheEnd() {
    var database = SharedPostgres.databaseOf(OutageTest.class);
    try (var network = new TestNetwork(KafkaOptions.keptIn(directory), A);
        var toL1 = new CutLine(network.l1().url().getPort());
        var toPostgres = new CutLine(database.port().number())) {
      network.stopBroker();
      var context =
          network.store(
              "a",
              database,
              Map.of(
                  "superblock.l1.url",
                  "http://127.0.0.1:" + toL1.port(),
                  "superblock.postgres.url",
                  "postgresql://127.0.0.1:" + toPostgres.port() + "/" + database.name()));
      var service =
          RunningService.on(context.getEnvironment().getRequiredProperty("local.server.port"));
      service.awaitAway("kafka", "postgres", "l1");
      assertUnavailable(service.get(BLOCKS + "latest"));
      network.startBroker();
      service.awaitThere("kafka");
      toPostgres.mend();
      service.awaitThere("postgres");
      service.awaitAway("l1");
      toL1.mend();
      service.awaitReady();

      var scene = new Scene(network, service);
      scene.withoutKafka();
      scene.withoutPostgres(toPostgres);
      scene.withoutL1(toL1);
      assertThat(context.isActive()).isTrue();
    }
  }

  /** Everyone around a store, and the slots that they go through. */
  private record Scene(
      TestNetwork network,
      RunningService service,
      TestPublisher publisher,
      TestSender sequencer,
      VerdictReader verdicts) {

    Scene(TestNetwork network, RunningService service) {
      this(network, service, network.publisher(A), network.sequencerOf(A), network.verdicts());
    }

    void withoutKafka() {
      publisher.begin(publisher.slot().next());
      var block = block();
      network.stopBroker();
      service.awaitAway("kafka");
      assertThat(service.get(BLOCKS + block.hash()).statusCode()).isEqualTo(404);
      var submitted = CompletableFuture.runAsync(() -> sequencer.write(Topic.BLOCK, block));
      network.startBroker();
      submitted.join();
      publisher.seal();
      isAccepted(block);
      service.awaitReady();
    }

    void withoutPostgres(CutLine toPostgres) {
      publisher.begin(publisher.slot().next());
      var block = block();
      toPostgres.cut();
      service.awaitAway("postgres");
      sequencer.write(Topic.BLOCK, block);
      publisher.seal();
      assertUnavailable(service.get(BLOCKS + block.hash()));
      toPostgres.mend();
      isAccepted(block);
      service.awaitReady();
    }

    /** The registry is known from before. */
    void withoutL1(CutLine toL1) {
      publisher.begin(publisher.slot().next());
      toL1.cut();
      service.awaitAway("l1");
      var block = block();
      sequencer.write(Topic.BLOCK, block);
      publisher.seal();
      isAccepted(block);
      toL1.mend();
      service.awaitReady();
    }

    private void isAccepted(L2Block block) {
      assertThat(verdicts.on(block)).isInstanceOf(Accepted.class);
      assertThat(service.get(BLOCKS + block.hash()).statusCode()).isEqualTo(200);
      publisher.end();
    }

    private L2Block block() {
      var request = publisher.request(A);
      return A.block(publisher.slot(), publisher.slotStart(), request, List.of(), "outage");
    }
  }
}
