package network.superblock.xtqueue;

import static network.superblock.xtqueue.QueueScene.LONG;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users and operators see of the queue: lists, streams, measurements. */
@Timeout(120)
class QueueViewTest {

  private final QueueScene scene = QueueScene.shared();
  private final QueueClient client = scene.client;

  @AfterEach
  void clear() {
    scene.clear();
  }

  @Test
  void whatComesTwiceIsKnown() {
    var xt = new Wallet(2).xt(A, C);
    assertThat(client.submit(xt).status()).isEqualTo(202);
    var again = client.submit(xt);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().get("xtId").asString()).isEqualTo(xt.id().toString());
    assertThat(again.body().get("status").asString()).isEqualTo("QUEUED");
    assertThat(client.submitProtobuf(QueueClient.protobuf(xt)).status()).isEqualTo(200);
    assertThat(client.timeline(xt.id())).isEqualTo("QUEUED");
    client.delete(xt.id());
    assertThat(client.submit(xt).body().get("status").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  void listsPageByCursor() {
    var wallet = new Wallet(12);
    var xts = List.of(wallet.xt(A, C), wallet.xt(A, C), wallet.xt(A, C));
    xts.forEach(xt -> scene.submit(xt, "PT5M"));
    var path = "/api/v1/xts?limit=2&signer=" + wallet.address();
    var first = client.get(path).body();
    assertThat(first.get("items")).hasSize(2);
    assertThat(first.at("/items/0/xtId").asString()).isEqualTo(xts.get(2).id().toString());
    var second = client.get(path + "&cursor=" + first.get("next").asString()).body();
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.at("/items/0/xtId").asString()).isEqualTo(xts.get(0).id().toString());
    assertThat(second.has("next")).isFalse();
    xts.forEach(xt -> client.delete(xt.id()));
  }

  @Test
  void aStreamThatComesBackMissesNothing() {
    var wallet = new Wallet(13);
    var first = wallet.xt(A, C);
    scene.submit(first, "PT5M");
    var events = "/api/v1/xts/" + first.id() + "/events";
    String seen;
    try (var stream = new EventReader(client.stream(events, ""))) {
      var event = stream.next();
      assertThat(event.name()).isEqualTo("QUEUED");
      seen = event.id();
    }
    // While nobody listens.
    client.delete(first.id());
    var second = wallet.xt(A, C);
    scene.submit(second, "PT5M");
    try (var stream = new EventReader(client.stream(events, seen));
        var all = new EventReader(client.stream("/api/v1/xts/events", seen))) {
      assertThat(stream.next().name()).isEqualTo("WITHDRAWN");
      assertThat(all.next().data()).contains("WITHDRAWN", first.id().toString());
      assertThat(all.next().data()).contains("QUEUED", second.id().toString());
      client.delete(second.id());
      assertThat(all.next().data()).contains("WITHDRAWN", second.id().toString());
    }
  }

  @Test
  void isMeasured() {
    scene.submitted(14);
    assertThat(scene.metric("superblock_queue_admissions_total", "result=\"queued\"")).isPositive();
    assertThat(scene.metric("superblock_queue_leads", "")).isEqualTo(1);
    await().atMost(LONG).until(() -> scene.metric("superblock_queue_depth", "") > 0);
    await().atMost(LONG).until(() -> scene.metric("superblock_queue_oldest_seconds", "") >= 0);
    assertThat(scene.metric("superblock_inbox_step_seconds_count", "inbox=\"admission\""))
        .isPositive();
  }
}
