package network.superblock.protocol.scp;

import static network.superblock.protocol.message.VoteRefusal.Cause.EXECUTION_FAILED;
import static network.superblock.protocol.scp.ParticipantScript.LEG;
import static network.superblock.protocol.scp.ParticipantScript.PONG;
import static network.superblock.protocol.scp.ParticipantScript.arrival;
import static network.superblock.protocol.scp.ParticipantScript.ended;
import static network.superblock.protocol.scp.ParticipantScript.missing;
import static network.superblock.protocol.scp.ParticipantScript.started;
import static network.superblock.protocol.scp.ParticipantScript.startedWith;

import java.util.List;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantEvent.DecisionRead;
import network.superblock.protocol.scp.ParticipantEvent.VotingTimedOut;
import network.superblock.protocol.scp.ParticipantState.Committed;
import network.superblock.protocol.scp.ParticipantState.Dropped;
import network.superblock.protocol.scp.ParticipantState.Prepared;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import org.junit.jupiter.api.Test;

/** What chain A does after its vote. See SBCP section 5. */
class ScpParticipantDecisionTest {

  @Test
  void votesOnceAtMost() {
    started()
        .when(ended(new Succeeded(List.of())))
        .endsIn(Prepared.class)
        .when(new VotingTimedOut())
        .thenNothing()
        .when(ended(new Failed(new VoteRefusal(EXECUTION_FAILED, ""))))
        .thenNothing()
        .when(arrival(PONG))
        .thenNothing()
        .endsIn(Prepared.class);
  }

  @Test
  void commitsWhatItVotedForWithTheMessagesThatWerePut() {
    startedWith(Inbox.EMPTY.with(PONG))
        .when(ended(missing(PONG)))
        .when(ended(new Succeeded(List.of(new Consumed(PONG)))))
        .when(new DecisionRead(Decision.commit()))
        .thenNothing()
        .endsIn(new Committed(LEG, List.of(PONG)));
  }

  @Test
  void dropsWhatIsDecidedAgainst() {
    started()
        .when(ended(new Succeeded(List.of())))
        .when(new DecisionRead(Decision.abort(new AbortReason.CutOff())))
        .thenNothing()
        .endsIn(new Dropped(LEG));
  }

  @Test
  void doesNotVoteAfterTheDecision() {
    started()
        .when(new DecisionRead(Decision.abort(new AbortReason.CutOff())))
        .when(ended(new Succeeded(List.of())))
        .thenNothing()
        .when(new VotingTimedOut())
        .thenNothing()
        .when(arrival(PONG))
        .thenNothing()
        .when(new DecisionRead(Decision.commit()))
        .thenNothing()
        .endsIn(new Dropped(LEG));
  }

  @Test
  void neverCommitsWhatItDidNotVoteFor() {
    started().when(new DecisionRead(Decision.commit())).endsIn(Dropped.class);
    started()
        .when(ended(missing(PONG)))
        .when(new DecisionRead(Decision.commit()))
        .endsIn(Dropped.class);
    started()
        .when(new VotingTimedOut())
        .when(new DecisionRead(Decision.commit()))
        .endsIn(Dropped.class);
  }
}
