package network.superblock.xtqueue;

import static network.superblock.xtqueue.QueueScene.LONG;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.runtime.failpoint.HeldPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in Postgres when the queue gets no further. */
@Timeout(120)
class WriteAheadTest {

  private final QueueScene scene = QueueScene.shared();

  @AfterEach
  void clear() {
    scene.clear();
  }

  @Test
  void anXtIsDurableBeforeItsUserHasAnAnswer() throws Exception {
    var xt = new Wallet(81).xt(A, B);
    CompletableFuture<QueueClient.Answer> answer;
    try (var held = HeldPoint.at("xt-queue.admitted")) {
      answer = CompletableFuture.supplyAsync(() -> scene.client.submit(xt));
      assertThat(held.isReachedWithin(LONG)).isTrue();

      assertThat(text("SELECT status FROM xt WHERE id = %s", xt.id())).isEqualTo("QUEUED");
      assertThat(answer).isNotDone();
    }
    assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(202);
  }

  @Test
  void anOfferIsMarkedBeforeItIsWritten() throws Exception {
    var xt = scene.submitted(82);
    Slot slot;
    try (var held = HeldPoint.at("xt-queue.offer-marked")) {
      slot = scene.open();
      assertThat(held.isReachedWithin(LONG)).isTrue();

      assertThat(text("SELECT offered_slot::text FROM xt WHERE id = %s", xt))
          .isEqualTo(slot.toString());
      scene.publisher.poll();
      assertThat(scene.publisher.offered(slot)).doesNotContain(xt);
    }
    scene.awaitOffer(slot, xt);
  }

  private String text(String query, XtId xt) throws SQLException {
    var database = scene.database;
    var named = query.formatted("decode('" + xt.hash().bytes().toHex() + "', 'hex')");
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("SET search_path TO xt_queue_service");
      var rows = statement.executeQuery(named);
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }
}
