package network.superblock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.function.Function;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.simulator.invariant.Violation;
import network.superblock.simulator.publisher.PublisherBrain;
import network.superblock.simulator.sequencer.SequencerBrain;
import network.superblock.simulator.store.BlockJudge;
import org.junit.jupiter.api.Test;

/**
 * The traps of SBCP section 6, each walked into on purpose: a simulation that cannot find a planted
 * fault proves nothing about its absence.
 */
class PlantedFaultsTest {

  private static final int SEEDS = 300;

  @Test
  void aLateVoteAfterTheForcedAbortDecidesAgain() {
    publisher(PublisherFaults::decidesAgainUponALateVote).isCaughtAs("agreement");
  }

  @Test
  void aVoteReplayedFromAnEarlierSlotCounts() {
    publisher(PublisherFaults::countsVotesOfEarlierSlots).isCaughtAs("validity");
  }

  @Test
  void aMessageThatNobodyReadsGoesUnnoticedAtTheVote() {
    publisher(PublisherFaults::ignoresDigests).isCaughtAs("validity");
  }

  @Test
  void aVoteThatOneChainSignsForAnotherCounts() {
    planted(Parts.SOUND.withGate(_ -> true)).isCaughtAs("validity");
  }

  @Test
  void aRequeuedXtCannotRunAgain() {
    sequencer(SequencerFaults::runsAnXtOnceForAll)
        .isCaughtAs(
            "every participant answers in a calm slot", "a good xT that meets no fault commits");
  }

  @Test
  void aRequeuedXtIsForgotten() {
    planted(Parts.SOUND.withRequeueing((xt, closed) -> !closed.requeued().containsKey(xt)))
        .isCaughtAs("no xT is lost");
  }

  @Test
  void aPartialSuperblockHoldsOneLegOfAnXt() {
    publisher(PublisherFaults::keepsTheLegsOfBrokenXts).isCaughtAs("atomicity");
  }

  @Test
  void anAcceptedBlockOutsideTheSuperblockMovesTheHead() {
    publisher(PublisherFaults::followsEveryAcceptedBlock)
        .isCaughtAs("StartSlot names the highest head not rolled back");
  }

  @Test
  void aBlockWithAnotherNumberOrParentIsTaken() {
    planted(
            Parts.SOUND
                .withJudge(lenient())
                .withPublisher(PublisherFaults::takesAnyNumberAndParent))
        .isCaughtAs("StartSlot names the highest head not rolled back");
  }

  @Test
  void theSlotAfterARollBackNamesTheHeadsOfBefore() {
    publisher(PublisherFaults::forgetsTheRollBack)
        .isCaughtAs("StartSlot names the highest head not rolled back");
  }

  @Test
  void aReplayedRollBackHoldsXtsForEver() {
    publisher(PublisherFaults::heedsOldSettlementEvents)
        .isCaughtAs("a good xT that meets no fault commits");
  }

  @Test
  void aFailedSlotUsesUpASuperblockNumber() {
    publisher(PublisherFaults::skipsANumber)
        .isCaughtAs("superblock numbers gap-free, parent = hash of the one before");
  }

  @Test
  void requestSealWaitsWhileASimulationRuns() {
    sequencer(SequencerFaults::leavesRequestSealWaiting)
        .isCaughtAs("a block holds its own slot's draft and the xTs voted for");
  }

  @Test
  void aSequencerVotesTwice() {
    sequencer(SequencerFaults::votesAgainAtTheTimer).isCaughtAs("one vote per instance and chain");
  }

  @Test
  void aVoteLeavesBeforeTheJournalIsWritten() {
    sequencer(SequencerFaults::journalsTooLate)
        .isCaughtAs("one vote per instance and chain", "the journal reproduces the state");
  }

  @Test
  void aPauseOverTheBoundarySealsTheNextSlotWithThisSlotsDraft() {
    sequencer(SequencerFaults::takesItsDraftIntoTheNextSlot)
        .isCaughtAs(
            "a block holds its own slot's draft and the xTs voted for",
            "the journal reproduces the state");
  }

  @Test
  void aStartSlotThatIsReadAgainOpensTheSlotAgain() {
    sequencer(SequencerFaults::entersASlotTwice).isCaughtAs("slots strictly increase");
  }

  @Test
  void aBlockHoldsAnXtOutsideTheSealList() {
    sequencer(SequencerFaults::keepsWhatWasAborted)
        .isCaughtAs("a block holds its own slot's draft and the xTs voted for");
  }

  @Test
  void anAcceptedLocalTransactionIsForgotten() {
    sequencer(SequencerFaults::forgetsLocalTransactions)
        .isCaughtAs("no accepted local transaction is lost");
  }

  @Test
  void aPublishTransactionThatIsLostIsNotSentAgain() {
    planted(Parts.SOUND.withPublishing((_, attempt) -> attempt == 1))
        .isCaughtAs("every superblock reaches L1", "a good xT that meets no fault commits");
  }

  private static BlockJudge lenient() {
    return (expected, block, content) ->
        BlockJudge.STRICT
            .fault(expected, block, content)
            .filter(fault -> !List.of("wrong_number", "wrong_parent").contains(fault));
  }

  private static Planted publisher(Function<SlotRules, PublisherBrain> brain) {
    return planted(Parts.SOUND.withPublisher(brain));
  }

  private static Planted sequencer(Function<SequencerRules, SequencerBrain> brain) {
    return planted(Parts.SOUND.withSequencer(brain));
  }

  private static Planted planted(Parts parts) {
    return new Planted(parts);
  }

  private record Planted(Parts parts) {

    void isCaughtAs(String... invariants) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        try {
          Simulation.run(seed, parts);
        } catch (SimulationFailedException found) {
          if (!(found.getCause() instanceof Violation violation)) throw found;
          assertThat(violation.invariant()).isIn((Object[]) invariants);
          return;
        }
      }
      fail("not found by " + SEEDS + " seeds");
    }
  }
}
