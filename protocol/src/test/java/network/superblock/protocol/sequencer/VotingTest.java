package network.superblock.protocol.sequencer;

import static network.superblock.protocol.message.VoteRefusal.Cause.EXECUTION_FAILED;
import static network.superblock.protocol.message.VoteRefusal.Cause.MESSAGE_MISSING;
import static network.superblock.protocol.message.VoteRefusal.Cause.WRITE_TO_NON_PARTICIPANT;
import static network.superblock.protocol.sequencer.SequencerStory.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.sequencer.SequencerEvent.CircReceived;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.VotingTimedOut;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Messages, votes and decisions: rows Q6 to Q8 of SBCP section 5. */
class VotingTest {

  private static final Slot NEXT = SLOT.next();

  @Nested
  class Q6 {

    @Test
    void putsTheMessageAndExecutesAgain() {
      given(locked())
          .when(misses(XT, PONG, PING))
          .then(journal(misses(XT, PONG, PING)), circ(XT, PING))
          .when(arrival(XT, PONG))
          .then(journal(arrival(XT, PONG)), simulate(XT, PONG));
    }

    @Test
    void ignoresAMessageThatItsChainDidNotSign() {
      var forged = new CircReceived(new CircMessage(instance(XT), PONG), C);
      given(locked()).when(misses(XT, PONG)).when(forged).thenNothing();
      given(free()).when(forged).thenNothing();
    }

    @Test
    void ignoresAMessageForAnotherChain() {
      given(locked()).when(arrival(XT, message(B, C, "PONG"))).thenNothing();
    }

    @Test
    void ignoresAMessageReplayedInALaterSlot() {
      var later =
          given(locked())
              .when(startSlot(NEXT))
              .when(new NodeReady(NEXT))
              .when(startSc(NEXT, XT, 0))
              .state();
      given(later).when(arrival(SLOT, XT, PONG)).thenNothing();
    }

    @Test
    void ignoresAMessageOfADecidedXt() {
      given(committed()).when(arrival(XT, PONG)).thenNothing();
    }

    @Test
    void forgetsMessagesWhoseSlotIsClosed() {
      given(free())
          .when(arrival(XT, PONG))
          .when(slotClosed(Map.of(), Map.of()))
          .where(s -> assertThat(s.memory().held()).isEqualTo(HeldMessages.NONE));
    }

    @Test
    void holdsABoundedNumberOfMessagesOfOneChain() {
      var flooded = given(waiting());
      for (int i = 0; i < 1100; i++) flooded.when(arrival(new Slot(100 + i), XT, PONG));
      flooded.thenNothing().when(arrival(XT, message(C, A, "PONG")));
      var held = flooded.state().memory().held();
      assertThat(held.inboxes()).hasSize(1024 + 1);
      assertThat(held.of(instance(XT)).countFrom(C)).isEqualTo(1);
    }
  }

  @Nested
  class Q7 {

    @Test
    void votesToCommitWithDigestsOnceTheDraftIsJournalled() {
      var success = succeeds(XT, new Written(PING), new Consumed(PONG));
      given(locked())
          .when(misses(XT, PONG, PING))
          .when(arrival(XT, PONG))
          .when(success)
          .then(journal(success), votes(XT, sentAndReceived(PING, PONG)));
    }

    @Test
    void votesAgainstWhatFails() {
      var failure = ended(XT, new Failed(new VoteRefusal(EXECUTION_FAILED, "reverted")));
      given(locked())
          .when(failure)
          .then(journal(failure), votesAgainst(instance(XT), EXECUTION_FAILED, "reverted"));
    }

    @Test
    void votesAgainstAWriteToANonParticipant() {
      var success = succeeds(XT, new Written(message(A, C, "X")));
      given(locked())
          .when(success)
          .then(
              journal(success),
              votesAgainst(instance(XT), WRITE_TO_NON_PARTICIPANT, "chain 99999"));
    }

    @Test
    void votesAgainstWhatItWaitsForInVain() {
      var timeout = new VotingTimedOut(instance(XT));
      given(locked())
          .when(misses(XT, PONG))
          .when(timeout)
          .then(
              journal(timeout),
              votesAgainst(instance(XT), MESSAGE_MISSING, "in time: " + PONG.header()));
    }

    @Test
    void votesOnce() {
      given(prepared())
          .when(new VotingTimedOut(instance(XT)))
          .thenNothing()
          .when(succeeds(XT))
          .thenNothing()
          .when(arrival(XT, PONG))
          .thenNothing();
    }

    @Test
    void ignoresATimerOfAnEarlierInstance() {
      given(locked()).when(new VotingTimedOut(instance(OTHER_XT))).thenNothing();
    }
  }

  @Nested
  class Q8 {

    @Test
    void appendsTheMessagesAndTheLegAtOnce() {
      given(locked())
          .when(misses(XT, PONG))
          .when(arrival(XT, PONG))
          .when(succeeds(XT, new Consumed(PONG)))
          .when(decided(XT, Decision.commit()))
          .then(journal(decided(XT, Decision.commit())), append(leg(XT, PONG)))
          .endsIn(BuildingFree.class)
          .where(s -> assertThat(draftOf(s)).isEqualTo(draft(leg(XT, PONG))));
    }

    @Test
    void dropsBothWhenItIsDecidedAgainst() {
      given(prepared())
          .when(decided(XT, abort()))
          .then(journal(decided(XT, abort())))
          .endsIn(BuildingFree.class)
          .where(s -> assertThat(draftOf(s)).isEqualTo(draft()));
    }

    @Test
    void neverCommitsWhatItDidNotVoteFor() {
      given(locked())
          .when(decided(XT, Decision.commit()))
          .then(
              journal(decided(XT, Decision.commit())),
              reports(new Alarm.CommittedWithoutOurVote(instance(XT))))
          .where(s -> assertThat(draftOf(s)).isEqualTo(draft()));
    }

    @Test
    void changesNothingWhenItComesTwice() {
      given(committed())
          .when(decided(XT, Decision.commit()))
          .thenNothing()
          .when(decided(XT, abort()))
          .thenNothing();
    }
  }

  private static Draft draftOf(SequencerState state) {
    return ((SequencerState.Drafting) state).draft();
  }
}
