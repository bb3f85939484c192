package network.superblock.xtqueue;

import static network.superblock.xtqueue.QueueScene.LONG;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static network.superblock.xtqueue.Wallet.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import network.superblock.protocol.message.XtWithdrawal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an xT leaves the queue without having run: its time is over, or its user wants it back. */
@Timeout(120)
class LeavingTest {

  private final QueueScene scene = QueueScene.shared();
  private final QueueClient client = scene.client;
  private final TestPublisher publisher = scene.publisher;

  @AfterEach
  void clear() {
    scene.clear();
  }

  @Test
  void whatStandsNotOfferedExpiresByItself() {
    var xt = new Wallet(6).xt(A, C);
    scene.submit(xt, "PT5S");
    scene.network.clock.set(scene.network.clock.instant().plusSeconds(5));
    scene.awaitStatus(xt.id(), "EXPIRED");
  }

  @Test
  void anOfferedOneExpiresOnlyWhenTheSlotHasNotStartedIt() {
    var xt = new Wallet(7).xt(A, B);
    scene.submit(xt, "PT5S");
    var slot = scene.open();
    scene.awaitOffer(slot, xt.id());
    scene.network.clock.set(scene.network.clock.instant().plusSeconds(6));
    publisher.seal(slot);
    assertThat(client.status(xt.id())).isEqualTo("QUEUED");
    publisher.end(slot);
    scene.awaitStatus(xt.id(), "EXPIRED");
    publisher.take(slot, xt.id());
    assertThat(publisher.startsOf(xt.id())).isZero();
  }

  @Test
  void oneThatComesBackTooLateExpires() {
    var xt = new Wallet(8).xt(A, B);
    scene.submit(xt, "PT10S");
    var slot = scene.open();
    publisher.awaitStart(slot, xt.id());
    publisher.timeOut(slot, xt.id());
    publisher.end(slot);
    scene.awaitStatus(xt.id(), "EXPIRED");
  }

  /** Long after any rollback could take it back. */
  @Test
  void whatHasEndedIsForgottenInTime() {
    var xt = new Wallet(83).xt(A, C);
    scene.submit(xt, "PT5M");
    client.delete(xt.id());
    scene.awaitStatus(xt.id(), "WITHDRAWN");
    var now = scene.network.clock.instant();
    try {
      scene.network.clock.set(now.plus(Duration.ofDays(7)).plusSeconds(61));
      await().atMost(LONG).until(() -> client.get("/api/v1/xts/" + xt.id()).status() == 404);
    } finally {
      scene.network.clock.set(now);
    }
  }

  @Test
  void withdrawsWhatWaits() {
    var xt = new Wallet(9).xt(A, C);
    scene.submit(xt, "PT5M");
    assertThat(client.delete(xt.id()).body().get("status").asString()).isEqualTo("WITHDRAWN");
    assertThat(client.delete(xt.id()).body().get("status").asString()).isEqualTo("WITHDRAWN");
    assertThat(client.xt(xt.id()).get("final").asBoolean()).isTrue();
  }

  @Test
  void withdrawsWhatWasOfferedWhenTheSlotDidNotStartIt() {
    var xt = scene.submitted(10);
    var slot = scene.open();
    scene.awaitOffer(slot, xt);
    assertThat(client.delete(xt).body().get("status").asString()).isEqualTo("WITHDRAWING");
    await().atMost(LONG).until(() -> publisher.poll().contains(new XtWithdrawal(slot, xt)));
    publisher.complete(slot);
    scene.awaitStatus(xt, "WITHDRAWN");
  }

  @Test
  void aStartThatWasFasterThanTheWithdrawalCounts() {
    var xt = scene.submitted(11);
    var slot = scene.open();
    scene.awaitOffer(slot, xt);
    assertThat(client.delete(xt).body().get("status").asString()).isEqualTo("WITHDRAWING");
    publisher.take(slot, xt);
    scene.awaitStatus(xt, "STARTED");
    var tooLate = client.delete(xt);
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(tooLate.type()).isEqualTo("not-queued");
    publisher.votesFor(slot, xt, A, B);
    publisher.complete(slot);
    scene.awaitStatus(xt, "INCLUDED");
  }
}
