package network.superblock.blockstore;

import static network.superblock.blockstore.TestStore.A;
import static network.superblock.blockstore.TestStore.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that goes away in the middle of a slot, and two that share the work. */
@Timeout(120)
class RestartTest {

  private final TestStore store = TestStore.shared();
  private final TestPublisher publisher = store.publisher;
  private final VerdictReader verdicts = store.verdicts;

  @BeforeEach
  void open() {
    publisher.begin(publisher.slot().next());
  }

  @AfterEach
  void close() {
    publisher.end();
  }

  @Test
  void answersWhatWasSubmittedWhileItWasAwayAndTheSameAsBefore() {
    var xt = TestRollup.xt("xt over a restart", A, B);
    publisher.commit(xt);
    publisher.seal();
    var before = store.block(A, "before", xt);
    store.submit(before);
    var accepted = verdicts.on(before);
    store.stop();
    var meanwhile = store.block(B, "meanwhile", xt);
    store.submit(meanwhile);
    store.submit(before);
    store.start();
    assertThat(verdicts.on(meanwhile)).isInstanceOf(Accepted.class);
    assertThat(verdicts.on(before, 2)).containsOnly(accepted);
  }

  @Test
  void releasesAHeldBlockWhenTheSlotWasSealedWhileItWasAway() {
    var early = store.block(A, "early");
    var held = store.bean(BlockArchive.class);
    store.submit(early);
    await()
        .until(() -> List.of(early).equals(held.heldFor(publisher.slot()).collectList().block()));
    store.stop();
    publisher.seal();
    store.start();
    assertThat(verdicts.on(early)).isInstanceOf(Accepted.class);
  }

  @Test
  void twoReplicasGiveOneVerdictOnEachBlock() {
    try (var second = store.replica("b")) {
      assertThat(second.isActive()).isTrue();
      publisher.seal();
      var blocks = List.of(store.block(A, "shared"), store.block(B, "shared"));
      blocks.forEach(store::submit);
      for (var block : blocks) assertThat(verdicts.on(block)).isInstanceOf(Accepted.class);
    }
    // The one that is left takes over the other's share.
    var again = store.block(B, "another");
    store.submit(again);
    assertThat(verdicts.on(again).toString()).contains("conflict");
  }
}
