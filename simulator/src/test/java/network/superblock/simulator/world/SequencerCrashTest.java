package network.superblock.simulator.world;

import static network.superblock.simulator.world.Scene.A;
import static network.superblock.simulator.world.Scene.B;

import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.queue.XtStatus.Aborted;
import network.superblock.protocol.queue.XtStatus.Finalized;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import org.junit.jupiter.api.Test;

/** The sequencer's crashes of SBCP section 6: its memory is gone, its journal is folded. */
class SequencerCrashTest {

  @Test
  void beforeStartSlot() {
    Scene.play(s -> s.inSlot(-40, () -> s.crash(A)), Finalized.class, Aborted.class);
  }

  @Test
  void buildingFreeBeforeAnyStartSc() {
    Scene.play(
        s -> s.after(A, step -> step.enters(BuildingFree.class), () -> s.crash(A)),
        Finalized.class,
        Aborted.class);
  }

  @Test
  void buildingLockedBeforeItsVote() {
    Scene.play(
        s -> s.after(A, step -> step.enters(BuildingLocked.class), () -> s.crash(A)),
        Finalized.class,
        Aborted.class);
  }

  @Test
  void buildingLockedBetweenJournalAndVote() {
    Scene.play(
        s -> s.within(A, step -> step.orders(CastVote.class), s::crashBeforeVote),
        Finalized.class,
        Aborted.class);
  }

  @Test
  void afterItsVoteBeforeDecided() {
    Scene.play(
        s -> s.after(A, step -> step.orders(CastVote.class), () -> s.crash(A)), Finalized.class);
  }

  @Test
  void afterDecidedBeforeRequestSeal() {
    Scene.play(
        s ->
            s.after(
                A,
                step -> step.before() instanceof BuildingLocked && step.enters(BuildingFree.class),
                () -> s.crash(A)),
        Finalized.class);
  }

  @Test
  void duringSubmissionBeforeTheSeal() {
    Scene.play(
        s ->
            s.within(
                A,
                step -> step.orders(SealBlock.class),
                seen -> s.crashBefore(seen, SealBlock.class)),
        Finalized.class);
  }

  @Test
  void duringSubmissionBeforeTheBlockIsSent() {
    Scene.play(
        s ->
            s.within(
                A,
                step -> step.orders(SubmitBlock.class),
                seen -> s.crashBefore(seen, SubmitBlock.class)),
        Finalized.class);
  }

  @Test
  void duringSubmissionBeforeTheVerdict() {
    Scene.play(
        s -> s.after(A, step -> step.enters(Submitting.class), () -> s.crash(A)), Finalized.class);
  }

  /** It stores before it sends; the nearest real case is a store that is lost afterwards. */
  @Test
  void afterSendingItsBlockBeforeStoringIt() {
    Scene.play(
        s ->
            s.after(
                A,
                step -> step.enters(Submitting.class),
                () -> {
                  s.crash(A);
                  s.sequencer(A).destroyStore();
                }),
        Finalized.class);
  }

  @Test
  void duringRollBackAndStartSlot() {
    Scene.play(
        s -> {
          s.rollBack();
          s.after(
              A,
              step ->
                  step.enters(Reverting.class)
                      && !s.records(Decided.class).isEmpty()
                      && s.isRollingBack(),
              () -> s.crash(A));
        },
        Finalized.class,
        Aborted.class);
  }

  @Test
  void bothParticipantsAfterTheirVotes() {
    Scene.play(
        s -> {
          s.after(A, step -> step.orders(CastVote.class), () -> s.crash(A));
          s.after(B, step -> step.orders(CastVote.class), () -> s.crash(B));
        },
        Finalized.class);
  }
}
