package network.superblock.protocol.slot;

import static network.superblock.protocol.slot.Fixtures.A;
import static network.superblock.protocol.slot.Fixtures.B;
import static network.superblock.protocol.slot.Fixtures.GENESIS_SUPERBLOCK;
import static network.superblock.protocol.slot.Fixtures.RULES;
import static network.superblock.protocol.slot.Fixtures.SCHEDULE;
import static network.superblock.protocol.slot.Fixtures.SLOT;
import static network.superblock.protocol.slot.Fixtures.begins;
import static network.superblock.protocol.slot.Fixtures.between;
import static network.superblock.protocol.slot.Fixtures.offered;
import static network.superblock.protocol.slot.Fixtures.opened;
import static network.superblock.protocol.slot.Fixtures.startSc;
import static network.superblock.protocol.slot.Fixtures.xt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.SlotEvent.SealCutoverReached;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.SlotEnded;
import network.superblock.protocol.slot.SlotState.Free;
import org.junit.jupiter.api.Test;

/** A rollback that is read late, twice or out of its turn. See SBCP section 4, P9'. */
class SettlementGateTest {

  private static final XtRequest AB = xt("ab", A, B);

  @Test
  void aRollbackReplayedAfterItsEndHoldsNothing() {
    opened()
        .when(happens(new RollBackSeen(1, 1)))
        .when(happens(new RollBackReorgedOut(1, 2)))
        .when(happens(new RollBackSeen(1, 1)))
        .when(offered(AB))
        .then(startSc(0, AB));
  }

  @Test
  void aRollbackThatComesAgainHoldsAgain() {
    opened()
        .when(happens(new RollBackSeen(1, 1)))
        .when(happens(new RollBackReorgedOut(1, 2)))
        .when(happens(new RollBackSeen(1, 3)))
        .when(happens(new RollBackReorgedOut(1, 2)))
        .when(offered(AB))
        .thenNothing();
  }

  @Test
  void aRollbackHoldsOnUntilTheLastOneIsGone() {
    opened()
        .when(happens(new RollBackSeen(1, 1)))
        .when(happens(new RollBackSeen(2, 2)))
        .when(offered(AB))
        .when(happens(new RollBackSeen(1, 3)))
        .when(happens(new RollBackReorgedOut(2, 4)))
        .thenNothing()
        .when(happens(new RollBackReorgedOut(1, 5)))
        .then(startSc(0, AB));
  }

  @Test
  void aFinalRollbackCountsHoweverLateItIsHeard() {
    var lastValid = Ledger.genesis(GENESIS_SUPERBLOCK);
    var scenario =
        opened()
            .when(happens(new RollBackSeen(2, 3)))
            .when(happens(new RollBackFinalized(1, 2, lastValid)));

    assertThat(scenario.written().getLast()).isInstanceOf(SlotClosed.class);
    var after = scenario.endsIn(SlotState.StartingSlot.class).ground();
    assertThat(after.ledger().rollBacks()).isEqualTo(1);
    assertThat(after.settlement().gate()).isEqualTo(new SettlementGate.Held(2));
  }

  @Test
  void unnumberedEventsAreHeededUntilTheFirstNumberedOne() {
    var locked =
        opened()
            .when(happens(new RollBackSeen(1, 0)))
            .when(offered(AB))
            .thenNothing()
            .when(happens(new RollBackReorgedOut(1, 2)))
            .then(startSc(0, AB))
            .when(happens(new RollBackSeen(1, 0)))
            .endsIn(SlotState.Locked.class);
    assertThat(locked.ground().settlement().gate()).isEqualTo(new SettlementGate.Open());
  }

  /** The replay lies behind the offsets in the opening, what settled the rollback before them. */
  @Test
  void aSuccessorKnowsWhatWasSettledBeforeTheSlot() {
    var next = SLOT.next();
    var records =
        opened()
            .when(happens(new RollBackSeen(1, 1)))
            .when(happens(new RollBackReorgedOut(1, 2)))
            .at(SCHEDULE.endOf(SLOT))
            .when(new SlotEnded(SLOT))
            .at(SCHEDULE.startOf(next))
            .when(begins(next))
            .written();
    assertThat(((StartSlot) records.getLast()).opening().settled()).isEqualTo(2);

    var free =
        Scenario.given(RULES, folded(records), SCHEDULE.startOf(next))
            .when(happens(new RollBackSeen(1, 1)))
            .endsIn(Free.class);
    assertThat(free.ground().settlement().gate()).isEqualTo(new SettlementGate.Open());
  }

  @Test
  void aSuccessorMeetsAgainWhatWasUnsettledWhenTheSlotOpened() {
    var next = SLOT.next();
    var records =
        opened()
            .when(happens(new RollBackSeen(1, 7)))
            .at(SCHEDULE.endOf(SLOT))
            .when(new SlotEnded(SLOT))
            .at(SCHEDULE.startOf(next))
            .when(begins(next))
            .written();
    assertThat(((StartSlot) records.getLast()).opening().settled()).isZero();

    var free =
        Scenario.given(RULES, folded(records), SCHEDULE.startOf(next))
            .when(happens(new RollBackSeen(1, 7)))
            .endsIn(Free.class);
    assertThat(free.ground().settlement().gate()).isEqualTo(new SettlementGate.Held(1));
  }

  /** What the dropped blocks held comes back to the sequencers first: void xTs stand on it. */
  @Test
  void noXtStartsInTheSlotThatOpensAfterARollback() {
    var lastValid = Ledger.genesis(GENESIS_SUPERBLOCK);
    var next = SLOT.next();
    var afterNext = next.next();
    opened()
        .when(happens(new RollBackFinalized(1, 1, lastValid)))
        .at(SCHEDULE.startOf(next))
        .when(begins(next))
        .when(offered(next, AB))
        .thenNothing()
        .at(SCHEDULE.cutoverOf(next))
        .when(new SealCutoverReached(next))
        .at(SCHEDULE.endOf(next))
        .when(new SlotEnded(next))
        .at(SCHEDULE.startOf(afterNext))
        .when(begins(afterNext))
        .when(offered(afterNext, AB))
        .then(new StartSc(afterNext, new SequenceNumber(0), AB, AB.id()));
  }

  @Test
  void aSuccessorStartsNoXtThereEither() {
    var next = SLOT.next();
    var records =
        opened()
            .when(happens(new RollBackFinalized(1, 1, Ledger.genesis(GENESIS_SUPERBLOCK))))
            .at(SCHEDULE.startOf(next))
            .when(begins(next))
            .written();

    Scenario.given(RULES, folded(records), SCHEDULE.startOf(next))
        .when(offered(next, AB))
        .thenNothing();
  }

  private static SlotState folded(List<SlotRecord> records) {
    return SlotLog.fold(
        between(), records.getLast(), SCHEDULE.startOf(SLOT.next()), SCHEDULE.scpTimer());
  }

  private static SlotEvent happens(SettlementEvent event) {
    return new SettlementChanged(event);
  }
}
