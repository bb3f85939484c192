package network.superblock.protocol.slot;

import static network.superblock.protocol.slot.Fixtures.A;
import static network.superblock.protocol.slot.Fixtures.B;
import static network.superblock.protocol.slot.Fixtures.C;
import static network.superblock.protocol.slot.Fixtures.SCHEDULE;
import static network.superblock.protocol.slot.Fixtures.SLOT;
import static network.superblock.protocol.slot.Fixtures.accepts;
import static network.superblock.protocol.slot.Fixtures.hash;
import static network.superblock.protocol.slot.Fixtures.offered;
import static network.superblock.protocol.slot.Fixtures.opened;
import static network.superblock.protocol.slot.Fixtures.votesFor;
import static network.superblock.protocol.slot.Fixtures.xt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.SlotEvent.SealCutoverReached;
import network.superblock.protocol.slot.SlotEvent.SlotEnded;
import network.superblock.protocol.superblock.Superblock;
import org.junit.jupiter.api.Test;

/** SBCP section 4, "Closing a slot". */
class SlotClosureTest {

  private static final XtRequest AB = xt("ab", A, B);
  private static final XtRequest BC = xt("bc", B, C);

  @Test
  void buildsTheSuperblockOfAllBlocksAndXts() {
    var closed = close(List.of(AB), accepts(A, AB), accepts(B, AB), accepts(C));
    var built = (Outcome.Built) closed.outcome();

    assertThat(built.includedXts()).containsExactly(AB.id());
    assertThat(built.hash())
        .isEqualTo(
            new Superblock(
                    built.number(), SLOT, built.parentHash(), built.blocks(), built.includedXts())
                .hash());
    assertThat(closed.ledger().number()).isEqualTo(new SuperblockNumber(1));
    assertThat(closed.ledger().heads()).containsOnlyKeys(A, B, C);
  }

  @Test
  void neverHoldsOneLegOfAnXt() {
    var closed = close(List.of(AB, BC), accepts(B, AB, BC), accepts(C, BC));

    assertThat(closed.outcome()).isEqualTo(new Outcome.Failed());
    assertThat(closed.requeued()).containsOnlyKeys(AB.id(), BC.id());
    assertThat(closed.ledger().suspended()).containsExactly(A);
    assertThat(closed.ledger().number()).isEqualTo(new SuperblockNumber(0));
  }

  @Test
  void twoBlocksWhoseMailboxesDisagreeAreBothMissing() {
    var closed =
        close(
            List.of(AB),
            accepts(A, towards(B, "sent", "nothing"), AB),
            accepts(B, towards(A, "something else", "sent"), AB),
            accepts(C));

    assertThat(blocksOf(closed)).containsExactly(C);
    assertThat(closed.ledger().suspended()).containsExactly(A, B);
  }

  @Test
  void blocksWhoseMailboxesAgreeStay() {
    var closed =
        close(
            List.of(AB),
            accepts(A, towards(B, "pong", "ping"), AB),
            accepts(B, towards(A, "ping", "pong"), AB),
            accepts(C));

    assertThat(blocksOf(closed)).containsExactly(A, B, C);
    assertThat(closed.ledger().heads())
        .hasEntrySatisfying(
            A,
            head ->
                assertThat(head.mailbox().with(B))
                    .isEqualTo(new PairRoots(hash("pong"), hash("ping"))));
  }

  @Test
  void aBlockThatContradictsAnAbsentChainsLastRootsIsDropped() {
    var closed = close(List.of(), accepts(A, towards(B, "from nowhere", "to nobody")), accepts(C));

    assertThat(blocksOf(closed)).containsExactly(C);
  }

  @Test
  void aSuspendedChainJoinsNoXtUntilASuperblockHoldsItsBlock() {
    var suspended = close(List.of(AB), accepts(B, AB), accepts(C)).ledger();
    assertThat(suspended.suspended()).containsExactly(A);

    var scenario =
        Scenario.given(Fixtures.RULES, SlotLog.beforeFirst(suspended), SCHEDULE.startOf(SLOT));
    scenario.when(Fixtures.begins(SLOT)).when(offered(AB)).thenNothing();
    scenario.when(offered(BC)).then(Fixtures.startSc(0, BC));
  }

  private static SlotClosed close(List<XtRequest> commits, SlotEvent... verdicts) {
    var scenario = opened();
    for (var xt : commits) {
      scenario.when(offered(xt));
      for (var chain : xt.chains()) scenario.when(votesFor(xt, chain));
    }
    scenario.at(SCHEDULE.cutoverOf(SLOT)).when(new SealCutoverReached(SLOT));
    for (var verdict : verdicts) scenario.when(verdict);
    if (scenario.state() instanceof SlotState.Sealing)
      scenario.at(SCHEDULE.endOf(SLOT)).when(new SlotEnded(SLOT));
    return (SlotClosed) scenario.written().getLast();
  }

  private static SortedSet<ChainId> blocksOf(SlotClosed closed) {
    return new TreeSet<>(((Outcome.Built) closed.outcome()).blocks().keySet());
  }

  private static MailboxState towards(ChainId peer, String inbox, String outbox) {
    var pairs = new TreeMap<ChainId, PairRoots>();
    pairs.put(peer, new PairRoots(hash(inbox), hash(outbox)));
    return new MailboxState(2, pairs);
  }
}
