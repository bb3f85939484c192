package network.superblock.xtqueue;

import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways of an xT that runs, between real topics and a real Postgres. */
@Timeout(120)
class QueueLifecycleTest {

  private static final Sender L1 = new Sender.Publisher(Role.SUPERBLOCK_SERVICE, "superblocks");

  private final QueueScene scene = QueueScene.shared();
  private final QueueClient client = scene.client;
  private final TestPublisher publisher = scene.publisher;

  @AfterEach
  void clear() {
    scene.clear();
  }

  @Test
  void anXtGoesFromTheQueueToL1() {
    var xt = scene.submitted(1);
    var slot = scene.open();
    publisher.awaitStart(slot, xt);
    publisher.votesFor(slot, xt, A, B);
    scene.awaitStatus(xt, "COMMITTED");
    // Whoever knew a leg could send it alone.
    assertThat(client.xt(xt).has("transactions")).isFalse();
    publisher.complete(slot);
    scene.awaitStatus(xt, "INCLUDED");
    assertThat(client.xt(xt).get("transactions")).hasSize(2);

    var built = publisher.built();
    var sent = TestPublisher.hash("transaction on L1");
    tell(new SuperblockStatus.Published(built.number(), built.hash(), slot, sent));
    scene.awaitStatus(xt, "PUBLISHED");
    tell(new SuperblockStatus.Reorged(built.number(), built.hash()));
    scene.awaitStatus(xt, "INCLUDED");
    var block = new L1BlockRef(7, TestPublisher.hash("block on L1"));
    tell(new SuperblockStatus.Finalized(built.number(), built.hash(), slot, sent, block));
    scene.awaitStatus(xt, "FINALIZED");
    assertThat(client.xt(xt).get("final").asBoolean()).isTrue();
    assertThat(client.xt(xt).get("l1Transaction").asString()).isEqualTo(text(sent));
    assertThat(client.timeline(xt))
        .isEqualTo("QUEUED STARTED COMMITTED INCLUDED PUBLISHED REORGED FINALIZED");
  }

  /** The first is in a final superblock, the second in one that L1 has not seen, the third runs. */
  @Test
  void aRollBackQueuesAgainWhatItVoidsWithinAttempts() {
    var lastValid = publisher.state().ground().ledger();
    var first = includedAlone(71);
    var built = publisher.built();
    var slot = publisher.closing().slot();
    var sent = TestPublisher.hash("transaction of what is void");
    var block = new L1BlockRef(8, TestPublisher.hash("block of what is void"));
    tell(new SuperblockStatus.Finalized(built.number(), built.hash(), slot, sent, block));
    scene.awaitStatus(first, "FINALIZED");
    var second = scene.submitted(72);
    startAndTimeOut(second);
    scene.awaitStatus(second, "QUEUED");
    include(second);

    var expiry = client.xt(first).get("expiresAt").asString();
    publisher.on(finalRollBack(1, lastValid));
    var third = scene.submitted(73);
    var again = scene.open();
    scene.awaitStatus(second, "EXHAUSTED");
    assertThat(client.xt(first).at("/reason/kind").asString()).isEqualTo("ROLLED_BACK");
    assertThat(Instant.parse(client.xt(first).get("expiresAt").asString()))
        .isAfter(Instant.parse(expiry));
    // The sequencers put back local transactions in it.
    assertThat(publisher.startsOf(third)).isZero();
    publisher.complete(again);
    publisher.commitAll(scene.open(), List.of(first, third));
    publisher.on(finalRollBack(2, lastValid));
    scene.awaitStatus(first, "EXHAUSTED");
    scene.awaitStatus(third, "QUEUED");
    publisher.complete(scene.open());
    // What is told late of the void superblock changes nothing.
    tell(new SuperblockStatus.Finalized(built.number(), built.hash(), slot, sent, block));
    include(third);
    tell(
        new SuperblockStatus.Published(
            publisher.built().number(),
            publisher.built().hash(),
            publisher.closing().slot(),
            sent));
    scene.awaitStatus(third, "PUBLISHED");
    assertThat(client.timeline(third))
        .isEqualTo("QUEUED STARTED COMMITTED REQUEUED STARTED COMMITTED INCLUDED PUBLISHED");
    assertThat(client.timeline(first))
        .isEqualTo(
            "QUEUED STARTED COMMITTED INCLUDED FINALIZED REQUEUED STARTED COMMITTED EXHAUSTED");
  }

  private XtId includedAlone(int wallet) {
    var xt = scene.submitted(wallet);
    include(xt);
    return xt;
  }

  private void include(XtId xt) {
    var slot = scene.open();
    publisher.commitAll(slot, List.of(xt));
    publisher.complete(slot);
    scene.awaitStatus(xt, "INCLUDED");
  }

  private static SettlementEvent finalRollBack(long ordinal, Ledger to) {
    return new SettlementEvent.RollBackFinalized(
        ordinal,
        100 + ordinal,
        new Ledger(to.number(), to.hash(), to.heads(), to.suspended(), ordinal));
  }

  @Test
  void aVoteAgainstItIsItsEnd() {
    var xt = scene.submitted(3);
    var slot = scene.open();
    publisher.awaitStart(slot, xt);
    publisher.votesAgainst(slot, xt, B);
    scene.awaitStatus(xt, "ABORTING");
    publisher.complete(slot);
    scene.awaitStatus(xt, "ABORTED");
    var report = client.xt(xt);
    assertThat(report.at("/reason/kind").asString()).isEqualTo("VOTED_DOWN");
    assertThat(report.at("/reason/chains/0").asLong()).isEqualTo(B.value());
    assertThat(report.at("/reason/detail").asString()).isEqualTo("no funds");
    assertThat(report.has("transactions")).isFalse();
  }

  @Test
  void oneThatNobodySpokeAgainstRunsAgain() {
    var xt = scene.submitted(4);
    startAndTimeOut(xt);
    scene.awaitStatus(xt, "QUEUED");
    assertThat(client.xt(xt).at("/reason/kind").asString()).isEqualTo("TIMEOUT");
    var slot = scene.open();
    publisher.awaitStart(slot, xt);
    publisher.votesFor(slot, xt, A, B);
    publisher.complete(slot);
    scene.awaitStatus(xt, "INCLUDED");
    assertThat(client.timeline(xt))
        .isEqualTo("QUEUED STARTED ABORTING REQUEUED STARTED COMMITTED INCLUDED");
    assertThat(publisher.startsOf(xt)).isEqualTo(2);
  }

  @Test
  void attemptsRunOut() {
    var xt = scene.submitted(5);
    startAndTimeOut(xt);
    scene.awaitStatus(xt, "QUEUED");
    startAndTimeOut(xt);
    scene.awaitStatus(xt, "EXHAUSTED");
    assertThat(client.xt(xt).get("attempts").asInt()).isEqualTo(2);
    assertThat(scene.metric("superblock_queue_events_total", "event=\"exhausted\"")).isPositive();
    assertThat(scene.metric("superblock_queue_events_total", "event=\"requeued\"")).isPositive();
  }

  private void startAndTimeOut(XtId xt) {
    var slot = scene.open();
    publisher.awaitStart(slot, xt);
    publisher.timeOut(slot, xt);
    publisher.complete(slot);
  }

  private void tell(SuperblockStatus status) {
    scene.network.write(L1, Topic.SUPERBLOCK, new Term(0), status);
  }

  private static String text(Hash32 hash) {
    return hash.bytes().toString();
  }
}
