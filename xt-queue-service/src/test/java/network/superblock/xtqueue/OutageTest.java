package network.superblock.xtqueue;

import static network.superblock.embedded.junit.RunningService.assertUnavailable;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.embedded.junit.CutLine;
import network.superblock.embedded.junit.TestL1;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the queue depends on is away, at its start and in the middle of a slot. */
@Timeout(180)
class OutageTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Slot SLOT = new Slot(1);
  private static final Sender QUEUE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "queue");

  @TempDir Path directory;

  /** One history: each part needs what the part before has left. */
  @Test
  void waitsAtItsStartAndLosesNothingInEachOutage() {
    var database = TestNetwork.database(OutageTest.class);
    try (var network = new TestNetwork(KafkaOptions.keptIn(directory));
        var l1 = l1Of(network);
        var toL1 = new CutLine(l1.url().getPort());
        var toPostgres = new CutLine(database.port().number())) {
      network.stopBroker();
      try (var queue =
          network.startQueue(database, settings(network, database, l1, toL1, toPostgres))) {
        var client = new QueueClient(queue);
        var service = client.service();
        service.awaitAway("kafka", "postgres", "l1");
        assertUnavailable(client.submit(new Wallet(60).xt(A, B)).response());

        toPostgres.mend();
        network.startBroker();
        service.awaitThere("postgres");
        service.awaitThere("kafka");
        service.awaitAway("l1");
        assertUnavailable(client.submit(new Wallet(60).xt(A, B)).response());

        toL1.mend();
        service.awaitReady();
        try (var publisher = new TestPublisher(network)) {
          var running = taken(client, 61);
          publisher.open(SLOT, A, B);
          publisher.awaitStart(SLOT, running);
          var kept = withoutKafka(client, network);
          publisher.commitAll(SLOT, List.of(running, kept));
          var late = withoutPostgres(client, toPostgres);
          publisher.commitAll(SLOT, List.of(late));
          withoutL1(client, toL1);
          publisher.complete(SLOT);
          for (var xt : List.of(running, kept, late)) {
            await().atMost(LONG).until(() -> client.status(xt), "INCLUDED"::equals);
            assertThat(publisher.startsOf(xt)).isEqualTo(1);
          }
        }
      }
    }
  }

  /** What was taken meanwhile is offered when Kafka is back. */
  private static XtId withoutKafka(QueueClient client, TestNetwork network) {
    network.stopBroker();
    client.service().awaitAway("kafka");
    var kept = taken(client, 62);
    assertThat(client.status(kept)).isEqualTo("QUEUED");
    network.startBroker();
    client.service().awaitReady();
    return kept;
  }

  /** Nothing is taken that is not durable. */
  private static XtId withoutPostgres(QueueClient client, CutLine toPostgres) {
    var before = taken(client, 63);
    toPostgres.cut();
    client.service().awaitAway("postgres");
    var refused = new Wallet(64).xt(A, B);
    assertUnavailable(client.submit(refused).response());
    assertUnavailable(client.service().get("/api/v1/xts/" + before));
    assertUnavailable(client.service().get("/api/v1/xts"));
    toPostgres.mend();
    client.service().awaitReady();
    assertThat(client.get("/api/v1/xts/" + refused.id()).status()).isEqualTo(404);
    return before;
  }

  /** Who takes part is known from before. */
  private static void withoutL1(QueueClient client, CutLine toL1) {
    toL1.cut();
    client.service().awaitAway("l1");
    taken(client, 65);
    toL1.mend();
    client.service().awaitReady();
  }

  private static XtId taken(QueueClient client, int wallet) {
    var xt = new Wallet(wallet).xt(A, B);
    assertThat(client.submit(xt).status()).isEqualTo(202);
    return xt.id();
  }

  private static Map<String, String> settings(
      TestNetwork network, PostgresDatabase database, TestL1 l1, CutLine toL1, CutLine toPostgres) {
    var settings = new HashMap<String, String>();
    settings.put(
        "superblock.postgres.url",
        "postgresql://127.0.0.1:" + toPostgres.port() + "/" + database.name());
    settings.put("superblock.l1.url", "http://127.0.0.1:" + toL1.port());
    settings.put("superblock.l1.registry", l1.registry().toString());
    settings.put("superblock.identity.sender", QUEUE.id());
    settings.put("superblock.identity.key", network.keyOf(QUEUE).exportHex());
    return settings;
  }

  private static TestL1 l1Of(TestNetwork network) {
    var slots = network.keyOf(TestPublisher.SENDER).address();
    var queue = network.keyOf(QUEUE).address();
    return TestL1.start(
        List.of(
            new PublisherKey(PublisherRole.SLOT_SERVICE, slots),
            new PublisherKey(PublisherRole.XT_QUEUE_SERVICE, queue)),
        Stream.of(A, B).map(chain -> registered(network, chain)).toList());
  }

  private static RegisteredRollup registered(TestNetwork network, ChainId chain) {
    return new RegisteredRollup(
        chain,
        TestPublisher.hash("genesis of " + chain),
        network.keyOf(new Sender.Sequencer(chain)).address(),
        TestL1.OWNER,
        TestL1.OWNER,
        "http://127.0.0.1:1",
        SLOT,
        true);
  }
}
