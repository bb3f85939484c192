package network.superblock.protocol.sequencer;

import static network.superblock.protocol.sequencer.SequencerStory.*;

import java.util.List;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerEvent.BlockSealed;
import network.superblock.protocol.sequencer.SequencerEvent.ParentMissing;
import network.superblock.protocol.sequencer.SequencerEvent.SealingFailed;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictOverdue;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictReceived;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Sealing;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** From the seal to the verdict: rows Q9 to Q11 of SBCP section 5. */
class SubmissionTest {

  private static final Slot NEXT = SLOT.next();

  @Nested
  class Q9 {

    @Test
    void sealsTheDraft() {
      given(committed())
          .when(requestSeal(SLOT, FOREIGN_XT, XT))
          .then(journal(requestSeal(SLOT, FOREIGN_XT, XT)), new SealBlock(draft(leg(XT))))
          .endsIn(Sealing.class);
    }

    @Test
    void doesNotSealWithoutAnXtThatTheListHas() {
      given(prepared())
          .when(decided(XT, abort()))
          .when(offer(LOCAL, 1))
          .when(requestSeal(SLOT, XT))
          .then(
              journal(requestSeal(SLOT, XT)),
              returns(LOCAL),
              reports(new Alarm.SealListDiffers(SLOT, List.of(XT.id()), List.of())))
          .endsIn(Waiting.class);
    }

    @Test
    void doesNotSealAnXtThatTheListHasNot() {
      given(committed())
          .when(requestSeal(SLOT))
          .then(
              journal(requestSeal(SLOT)),
              reports(new Alarm.SealListDiffers(SLOT, List.of(), List.of(XT.id()))))
          .endsIn(Waiting.class);
    }

    @Test
    void doesNotSealWhenTheOrderDiffers() {
      var both =
          given(committed())
              .when(startSc(OTHER_XT, 1))
              .when(succeeds(OTHER_XT))
              .when(decided(OTHER_XT, Decision.commit()))
              .state();
      given(both).when(requestSeal(SLOT, XT, OTHER_XT)).endsIn(Sealing.class);
      given(both).when(requestSeal(SLOT, OTHER_XT, XT)).endsIn(Waiting.class);
    }

    @Test
    void neverSealsTheNextSlotWithThisSlotsDraft() {
      given(free()).when(requestSeal(NEXT)).thenNothing().endsIn(BuildingFree.class);
      given(locked()).when(requestSeal(NEXT)).thenNothing().endsIn(BuildingLocked.class);
    }

    @Test
    void cannotSealBeforeItCanBuild() {
      given(recovering())
          .when(requestSeal(SLOT))
          .then(journal(requestSeal(SLOT)), reports(new Alarm.NotReadyToSeal(SLOT)))
          .endsIn(Waiting.class);
      given(waiting())
          .when(startSlot(SLOT))
          .when(requestSeal(SLOT))
          .then(journal(requestSeal(SLOT)), reports(new Alarm.NotReadyToSeal(SLOT)));
    }
  }

  @Nested
  class Q10 {

    @Test
    void commitsTheXtThatTheListHas() {
      given(prepared())
          .when(requestSeal(SLOT, XT))
          .then(journal(requestSeal(SLOT, XT)), append(leg(XT)), new SealBlock(draft(leg(XT))));
    }

    @Test
    void dropsTheXtThatTheListHasNotEvenWhileItIsExecuted() {
      given(locked())
          .when(requestSeal(SLOT))
          .then(journal(requestSeal(SLOT)), new SealBlock(draft()))
          .endsIn(Sealing.class)
          .when(succeeds(XT))
          .thenNothing();
    }

    @Test
    void neverCommitsWhatItDidNotVoteFor() {
      given(locked())
          .when(requestSeal(SLOT, XT))
          .then(
              journal(requestSeal(SLOT, XT)),
              reports(new Alarm.CommittedWithoutOurVote(instance(XT))),
              reports(new Alarm.SealListDiffers(SLOT, List.of(XT.id()), List.of())))
          .endsIn(Waiting.class);
    }

    @Test
    void doesNotSealWhenTheListHasAnXtThatWasHeld() {
      given(prepared())
          .when(startSc(OTHER_XT, 1))
          .when(requestSeal(SLOT, OTHER_XT))
          .endsIn(Waiting.class);
    }
  }

  @Nested
  class Q11 {

    @Test
    void sendsTheBlockOnceItIsJournalledUntilAVerdictComes() {
      given(sealing())
          .when(new BlockSealed(block(SLOT)))
          .then(journal(new BlockSealed(block(SLOT))), new SubmitBlock(block(SLOT)))
          .endsIn(Submitting.class)
          .when(new VerdictOverdue(SLOT))
          .then(new SubmitBlock(block(SLOT)))
          .when(accepted(block(SLOT)))
          .then(journal(accepted(block(SLOT))))
          .endsIn(Waiting.class)
          .when(new VerdictOverdue(SLOT))
          .thenNothing();
    }

    @Test
    void ignoresTheVerdictOnAnotherBlock() {
      given(submitting())
          .when(accepted(blockWithHash("06")))
          .thenNothing()
          .endsIn(Submitting.class);
    }

    @Test
    void doesNotSendABlockThatIsNotTheDraft() {
      given(sealing())
          .when(new BlockSealed(block(SLOT, XT)))
          .then(
              journal(new BlockSealed(block(SLOT, XT))),
              reports(
                  new Alarm.BlockNotMade(
                      SLOT,
                      "block " + block(SLOT, XT).hash() + " is not the one that was drafted")))
          .endsIn(Waiting.class);
    }

    @Test
    void reportsABlockThatCouldNotBeMade() {
      given(sealing())
          .when(new SealingFailed(SLOT, "no space"))
          .then(
              journal(new SealingFailed(SLOT, "no space")),
              reports(new Alarm.BlockNotMade(SLOT, "no space")))
          .endsIn(Waiting.class);
    }

    @Test
    void doesNotSendABlockThatIsSealedAfterTheNextSlotHasOpened() {
      given(sealing())
          .when(startSlot(NEXT))
          .when(new BlockSealed(block(SLOT)))
          .thenNothing()
          .when(new SealingFailed(SLOT, ""))
          .thenNothing()
          .endsIn(Reverting.class);
    }

    private static L2Block blockWithHash(String octet) {
      var b = block(SLOT);
      return new L2Block(
          b.slot(),
          b.chain(),
          b.number(),
          Hash32.fromHex(octet.repeat(32)),
          b.parentHash(),
          b.includedXts(),
          b.block(),
          b.evidence());
    }
  }

  @Nested
  class Q11Rejected {

    @Test
    void reportsTheRejection() {
      var verdict = new VerdictReceived(rejection(block(SLOT)));
      given(submitting())
          .when(verdict)
          .then(journal(verdict), reports(new Alarm.BlockRejected(rejection(block(SLOT)))))
          .endsIn(Waiting.class);
    }
  }

  private static SequencerState recovering() {
    return given(waiting()).when(startSlot(SLOT)).when(new ParentMissing(SLOT)).state();
  }
}
