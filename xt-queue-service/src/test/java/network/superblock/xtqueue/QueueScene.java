package network.superblock.xtqueue;

import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.SlotState;
import org.springframework.context.ConfigurableApplicationContext;

/** One queue at work and its publisher, for all tests of the JVM; each opens the next slots. */
final class QueueScene {

  static final Duration LONG = Duration.ofSeconds(60);

  private static final class Holder {
    static final QueueScene SCENE = new QueueScene();
  }

  final TestNetwork network = new TestNetwork();
  final PostgresDatabase database = TestNetwork.database(QueueScene.class);
  final QueueClient client;
  final TestPublisher publisher;
  private final ConfigurableApplicationContext context;
  private long lastSlot;

  private QueueScene() {
    this.context = network.startQueue(database, Map.of("superblock.queue.max-attempts", "2"));
    this.client = new QueueClient(context);
    client.awaitReady();
    this.publisher = new TestPublisher(network);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "queue-scene-close"));
  }

  static QueueScene shared() {
    return Holder.SCENE;
  }

  /** What one test leaves would hold the chains that the next one needs. */
  void clear() {
    if (publisher.state() instanceof SlotState.InSlot) publisher.end(new Slot(lastSlot));
    await()
        .atMost(LONG)
        .until(() -> {
          var waiting = client.get("/api/v1/xts?status=QUEUED").body().get("items");
          waiting.forEach(xt -> client.delete(XtId.fromHex(xt.get("xtId").asString())));
          return waiting.isEmpty();
        });
  }

  XtId submitted(int wallet) {
    var xt = new Wallet(wallet).xt(A, B);
    submit(xt, "PT5M");
    return xt.id();
  }

  void submit(XtRequest xt, String expiresIn) {
    var answer = client.postJson("/api/v1/xts", QueueClient.json(xt, expiresIn));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
  }

  Slot open() {
    var slot = new Slot(++lastSlot);
    publisher.open(slot, A, B);
    return slot;
  }

  void awaitOffer(Slot slot, XtId xt) {
    await()
        .atMost(LONG)
        .until(() -> {
          publisher.poll();
          return publisher.offered(slot).contains(xt);
        });
  }

  void awaitStatus(XtId xt, String status) {
    await().atMost(LONG).untilAsserted(() -> assertThat(client.status(xt)).isEqualTo(status));
  }

  /** A measurement's value; -1 where there is none. */
  double metric(String name, String tag) {
    return client
        .text("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(-1);
  }

  private void close() {
    publisher.close();
    context.close();
    network.close();
  }
}
