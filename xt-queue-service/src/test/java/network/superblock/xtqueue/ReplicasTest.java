package network.superblock.xtqueue;

import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static network.superblock.xtqueue.Wallet.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas on one queue, and what becomes of it when the leading one goes in mid-slot. */
@Timeout(120)
class ReplicasTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Sender SEQUENCER = new Sender.Sequencer(A);

  private static TestNetwork network;
  private static PostgresDatabase database;

  @BeforeAll
  static void start() {
    network = new TestNetwork();
    database = TestNetwork.database(ReplicasTest.class);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  /** One history: each part needs what the part before has left. */
  @Test
  void shareTheWorkAndLoseNothing() {
    var first = network.startQueue(database, Map.of());
    var one = new QueueClient(first);
    one.awaitReady();
    await().atMost(LONG).until(() -> leads(one));
    var second = network.startQueue(database, Map.of());
    var other = new QueueClient(second);
    other.awaitReady();
    try (var publisher = new TestPublisher(network)) {
      bothAdmitAndOneOffers(publisher, one, other);
      var waiting = offersStandWhenTheLeaderGoes(publisher, first, one, other);
      theOtherGoesOn(publisher, other, waiting);
      var left = offersStandWhenTheLastOneGoes(publisher, second, other);
      var third = network.startQueue(database, Map.of());
      try (third) {
        var last = new QueueClient(third);
        last.awaitReady();
        publisher.commitAll(new Slot(3), left);
        publisher.complete(new Slot(3));
        for (var xt : left) {
          awaitStatus(last, xt, "INCLUDED");
          assertThat(publisher.startsOf(xt)).isEqualTo(1);
        }
        requestsOfSequencersEnterOnce(last);
      }
    } finally {
      second.close();
    }
  }

  private static void bothAdmitAndOneOffers(
      TestPublisher publisher, QueueClient one, QueueClient other) {
    var here = new Wallet(31).xt(A, B);
    var there = new Wallet(32).xt(A, B);
    assertThat(one.submit(here).status()).isEqualTo(202);
    assertThat(other.submit(there).status()).isEqualTo(202);
    assertThat(other.submit(here).status()).isEqualTo(200);
    assertThat(leads(other)).isFalse();
    var slot = new Slot(1);
    publisher.open(slot, A, B);
    publisher.commitAll(slot, List.of(here.id(), there.id()));
    publisher.complete(slot);
    for (var client : List.of(one, other))
      for (var xt : List.of(here, there)) awaitStatus(client, xt.id(), "INCLUDED");
    assertThat(publisher.startsOf(here.id())).isEqualTo(1);
    assertThat(publisher.startsOf(there.id())).isEqualTo(1);
  }

  private static List<XtId> offersStandWhenTheLeaderGoes(
      TestPublisher publisher,
      ConfigurableApplicationContext leading,
      QueueClient one,
      QueueClient other) {
    var xts = IntStream.range(41, 45).mapToObj(number -> new Wallet(number).xt(A, B)).toList();
    for (var xt : xts) assertThat(one.submit(xt).status()).isEqualTo(202);
    var slot = new Slot(2);
    publisher.open(slot, A, B);
    var ids = xts.stream().map(XtRequest::id).toList();
    await()
        .atMost(LONG)
        .until(() -> {
          publisher.takeOffers();
          return ids.stream().anyMatch(xt -> publisher.hasStarted(slot, xt));
        });
    leading.close();
    await().atMost(LONG).until(() -> leads(other));
    return ids;
  }

  /** Nobody is left in the middle of a slot. */
  private static List<XtId> offersStandWhenTheLastOneGoes(
      TestPublisher publisher, ConfigurableApplicationContext last, QueueClient client) {
    var xts = List.of(new Wallet(46).xt(A, B), new Wallet(47).xt(A, B));
    for (var xt : xts) assertThat(client.submit(xt).status()).isEqualTo(202);
    publisher.open(new Slot(3), A, B);
    await()
        .atMost(LONG)
        .until(() -> {
          publisher.takeOffers();
          return publisher.offered(new Slot(3)).size() == xts.size();
        });
    last.close();
    return xts.stream().map(XtRequest::id).toList();
  }

  private static void theOtherGoesOn(
      TestPublisher publisher, QueueClient other, List<XtId> waiting) {
    var slot = new Slot(2);
    publisher.commitAll(slot, waiting);
    publisher.complete(slot);
    for (var xt : waiting) {
      awaitStatus(other, xt, "INCLUDED");
      assertThat(publisher.startsOf(xt)).isEqualTo(1);
      assertThat(other.timeline(xt)).isEqualTo("QUEUED STARTED COMMITTED INCLUDED");
    }
  }

  private static void requestsOfSequencersEnterOnce(QueueClient client) {
    var xt = new Wallet(51).xt(A, C);
    var stranger = new Wallet(52).xt(A, new ChainId(5));
    for (var request : List.of(xt, stranger, xt))
      network.write(SEQUENCER, Topic.XT, new Term(0), request);
    awaitStatus(client, xt.id(), "QUEUED");
    awaitStatus(client, stranger.id(), "REFUSED");
    assertThat(client.xt(stranger.id()).get("refusal").asString()).isEqualTo("UNKNOWN_CHAIN");
    assertThat(client.submit(xt).status()).isEqualTo(200);
    assertThat(client.timeline(xt.id())).isEqualTo("QUEUED");
  }

  private static boolean leads(QueueClient client) {
    return client
        .text("/actuator/prometheus")
        .lines()
        .anyMatch(line -> line.startsWith("superblock_queue_leads{") && line.endsWith(" 1.0"));
  }

  private static void awaitStatus(QueueClient client, XtId xt, String status) {
    await().atMost(LONG).untilAsserted(() -> assertThat(client.status(xt)).isEqualTo(status));
  }
}
