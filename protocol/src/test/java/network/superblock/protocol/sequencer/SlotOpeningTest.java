package network.superblock.protocol.sequencer;

import static network.superblock.protocol.sequencer.SequencerStory.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.sequencer.JournalEntry.SlotEntered;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEffect.RecoverBlocks;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.ParentMissing;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Recovering;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a slot opens: rows Q1 and Q2 of SBCP section 5, as the sequencer of chain A lives them. */
class SlotOpeningTest {

  private static final Slot NEXT = SLOT.next();

  @Nested
  class Q1 {

    @Test
    void opensADraftOnTheRequestedParentWithTheTopOfTheBlock() {
      var before = waiting();
      given(before)
          .when(startSlot(SLOT))
          .then(entered(before, startSlot(SLOT)), revertTo(SLOT, REQUEST))
          .endsIn(Reverting.class)
          .when(new NodeReady(SLOT))
          .then(journal(new NodeReady(SLOT)), openDraft())
          .endsIn(BuildingFree.class);
    }

    @Test
    void recoversTheParentThatTheNodeDoesNotHave() {
      given(waiting())
          .when(startSlot(SLOT))
          .when(new ParentMissing(SLOT))
          .then(journal(new ParentMissing(SLOT)), new RecoverBlocks(SLOT, draft().parent()))
          .endsIn(Recovering.class)
          .when(new NodeReady(SLOT))
          .then(journal(new NodeReady(SLOT)), openDraft())
          .endsIn(BuildingFree.class);
    }

    @Test
    void returnsTheLocalTransactionsOfADraftThatWasNotSealed() {
      var before = given(free()).when(offer(LOCAL, 1)).when(offer(LOCAL2, 2)).state();
      given(before)
          .when(startSlot(NEXT))
          .then(entered(before, startSlot(NEXT)), returns(LOCAL, LOCAL2), revertTo(NEXT, REQUEST))
          .endsIn(Reverting.class);
    }

    @Test
    void happensInEveryState() {
      for (var state : everyState())
        given(state)
            .when(startSlot(NEXT))
            .endsIn(Reverting.class)
            .when(startSlot(SLOT))
            .thenNothing();
    }

    @Test
    void startsFromTheRolledBackHead() {
      var older = new L2BlockRequest(A, new BlockNumber(2), Hash32.fromHex("02".repeat(32)));
      var record = rollBackAndStartSlot(NEXT, older);
      var before = submitting();
      given(before).when(record).then(entered(before, record), revertTo(NEXT, older));
    }

    @Test
    void ignoresASlotThatIsNotLater() {
      given(free()).when(startSlot(SLOT)).thenNothing().when(startSlot(new Slot(3))).thenNothing();
    }

    @Test
    void ignoresWhatTheNodeSaysOfAnEarlierSlot() {
      given(free())
          .when(startSlot(NEXT))
          .when(new NodeReady(SLOT))
          .thenNothing()
          .when(new ParentMissing(SLOT))
          .thenNothing()
          .endsIn(Reverting.class);
    }

    @Test
    void holdsAnXtThatStartsBeforeTheNodeIsReady() {
      given(waiting())
          .when(startSlot(SLOT))
          .when(startSc(XT, 0))
          .then(journal(startSc(XT, 0)))
          .endsIn(Reverting.class)
          .when(new NodeReady(SLOT))
          .then(journal(new NodeReady(SLOT)), openDraft(), simulate(XT))
          .endsIn(BuildingLocked.class);
    }
  }

  @Nested
  class Q1WithoutOurChain {

    @Test
    void waitsInEveryState() {
      for (var state : everyState())
        given(state).when(startSlotWithoutUs(NEXT)).endsIn(Waiting.class);
    }

    @Test
    void returnsTheLocalTransactions() {
      var before = given(free()).when(offer(LOCAL, 1)).state();
      given(before)
          .when(startSlotWithoutUs(NEXT))
          .then(entered(before, startSlotWithoutUs(NEXT)), returns(LOCAL))
          .where(s -> assertThat(s.memory().slot()).isEqualTo(NEXT));
    }
  }

  @Nested
  class Q2 {

    @Test
    void votesAgainstWhileRecovering() {
      given(recovering())
          .when(startSc(XT, 0))
          .then(journal(startSc(XT, 0)), votesRecovering(SLOT, XT))
          .endsIn(Recovering.class)
          .when(startSc(XT, 0))
          .thenNothing();
    }

    @Test
    void votesAgainstInASlotThatItDoesNotTakePartIn() {
      given(SequencerRecovery.startAfresh(SLOT))
          .when(startSc(XT, 4))
          .then(journal(startSc(XT, 4)), votesRecovering(SLOT, XT))
          .endsIn(Waiting.class)
          .when(startSc(XT, 4))
          .thenNothing();
    }

    @Test
    void votesAgainstWhatWaitedWhenTheParentTurnsOutToBeMissing() {
      given(waiting())
          .when(startSlot(SLOT))
          .when(startSc(XT, 0))
          .when(new ParentMissing(SLOT))
          .then(
              journal(new ParentMissing(SLOT)),
              votesRecovering(SLOT, XT),
              new RecoverBlocks(SLOT, draft().parent()));
    }

    @Test
    void givesUpADraftWhoseSlotIsOverAlthoughItNeverSawTheNextOneOpen() {
      given(free())
          .when(offer(LOCAL, 1))
          .when(startSc(NEXT, XT, 0))
          .then(journal(startSc(NEXT, XT, 0)), returns(LOCAL), votesRecovering(NEXT, XT))
          .endsIn(Waiting.class);
    }

    @Test
    void isSilentAboutXtsOfEarlierSlots() {
      given(recovering()).when(startSc(new Slot(3), XT, 0)).thenNothing();
    }

    @Test
    void givesUpADraftWhoseParentTheNodeHasLost() {
      given(locked())
          .when(startSc(OTHER_XT, 1))
          .when(new ParentMissing(SLOT))
          .then(
              journal(new ParentMissing(SLOT)),
              reports(new Alarm.ParentLost(SLOT)),
              votesRecovering(SLOT, XT),
              votesRecovering(SLOT, OTHER_XT),
              new RecoverBlocks(SLOT, draft().parent()))
          .endsIn(Recovering.class);
    }
  }

  private static List<SequencerState> everyState() {
    return List.of(
        waiting(),
        given(waiting()).when(startSlot(SLOT)).state(),
        recovering(),
        free(),
        locked(),
        prepared(),
        sealing(),
        submitting());
  }

  private static SequencerState recovering() {
    return given(waiting()).when(startSlot(SLOT)).when(new ParentMissing(SLOT)).state();
  }

  private static Journal entered(SequencerState before, SlotRecordRead e) {
    return new Journal(new SlotEntered(before.memory(), (Opens) e.record(), NOW));
  }
}
