package network.superblock.slot;

import static network.superblock.slot.PublisherTest.assertThatNothingContradicts;
import static network.superblock.slot.PublisherTest.built;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import network.superblock.embedded.junit.CutLine;
import network.superblock.embedded.junit.RunningService;
import network.superblock.embedded.kafka.KafkaOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the publisher depends on is away, at its start and in the middle of its slots. */
@Timeout(180)
class OutageTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String CURRENT = "/api/v1/slots/current";

  @TempDir Path directory;

  /** One history: each part needs what the part before has left. */
  @Test
  void waitsAtItsStartAndContradictsItselfNever() {
    try (var network = new TestNetwork(Instant.now(), KafkaOptions.keptIn(directory));
        var l1 = TestNetwork.l1();
        var toL1 = new CutLine(l1.url().getPort())) {
      network.stopBroker();
      var context = network.publisherOn(l1, toL1, "one");
      var service =
          RunningService.on(context.getEnvironment().getRequiredProperty("local.server.port"));
      service.awaitAway("kafka", "l1");
      assertThat(service.get(CURRENT).body()).doesNotContain("Exception", "java.");
      network.startBroker();
      service.awaitThere("kafka");
      service.awaitAway("l1");
      toL1.mend();
      service.awaitReady();

      try (var participants = new Participants(network)) {
        awaitBuilt(participants, 1);
        withoutL1(service, participants, toL1);
        withoutKafka(service, participants, network);
        assertThatNothingContradicts(participants);
        assertThat(context.isActive()).isTrue();
      }
    }
  }

  /** Slots open for those who took part when L1 was last seen. */
  private static void withoutL1(RunningService service, Participants participants, CutLine toL1) {
    toL1.cut();
    service.awaitAway("l1");
    awaitBuilt(participants, 2);
    assertThat(service.get(CURRENT).body()).contains("\"LEADING\"");
    toL1.mend();
    service.awaitReady();
  }

  /** The leader steps down when the log does not acknowledge, and claims it again afterwards. */
  private static void withoutKafka(
      RunningService service, Participants participants, TestNetwork network) {
    network.stopBroker();
    service.awaitAway("kafka");
    await().atMost(LONG).until(() -> !service.get(CURRENT).body().contains("\"LEADING\""));
    network.startBroker();
    service.awaitReady();
    awaitBuilt(participants, 2);
  }

  /** Waits for that many superblocks after those that there are. */
  private static void awaitBuilt(Participants participants, int more) {
    var wanted = built(participants).size() + more;
    await().atMost(LONG).until(() -> built(participants).size() >= wanted);
  }
}
