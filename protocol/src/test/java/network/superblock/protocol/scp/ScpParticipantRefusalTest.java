package network.superblock.protocol.scp;

import static network.superblock.protocol.message.VoteRefusal.Cause.EXECUTION_FAILED;
import static network.superblock.protocol.message.VoteRefusal.Cause.LABEL_NOT_UTF8;
import static network.superblock.protocol.message.VoteRefusal.Cause.MESSAGE_MISSING;
import static network.superblock.protocol.message.VoteRefusal.Cause.TIMED_OUT;
import static network.superblock.protocol.message.VoteRefusal.Cause.WRITE_TO_NON_PARTICIPANT;
import static network.superblock.protocol.scp.ParticipantScript.A;
import static network.superblock.protocol.scp.ParticipantScript.B;
import static network.superblock.protocol.scp.ParticipantScript.PING;
import static network.superblock.protocol.scp.ParticipantScript.PONG;
import static network.superblock.protocol.scp.ParticipantScript.STRANGER;
import static network.superblock.protocol.scp.ParticipantScript.arrival;
import static network.superblock.protocol.scp.ParticipantScript.cast;
import static network.superblock.protocol.scp.ParticipantScript.ended;
import static network.superblock.protocol.scp.ParticipantScript.header;
import static network.superblock.protocol.scp.ParticipantScript.message;
import static network.superblock.protocol.scp.ParticipantScript.missing;
import static network.superblock.protocol.scp.ParticipantScript.refusal;
import static network.superblock.protocol.scp.ParticipantScript.simulate;
import static network.superblock.protocol.scp.ParticipantScript.started;
import static network.superblock.protocol.scp.ParticipantScript.startedWith;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantEvent.VotingTimedOut;
import network.superblock.protocol.scp.ParticipantState.Refused;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import org.junit.jupiter.api.Test;

/** What chain A votes against. See SBCP section 5, "Simulation loop". */
class ScpParticipantRefusalTest {

  @Test
  void refusesAFailedExecution() {
    var reverted = new VoteRefusal(EXECUTION_FAILED, "insufficient funds");
    started()
        .when(ended(new Failed(reverted)))
        .then(cast(new Ballot.Abort(reverted)))
        .endsIn(Refused.class);
  }

  @Test
  void refusesAWriteToANonParticipantAndSendsNothing() {
    started()
        .when(ended(missing(PONG, PING, message(A, STRANGER, "X", "01"))))
        .then(refusal(WRITE_TO_NON_PARTICIPANT, "chain 5"));
  }

  @Test
  void refusesAWriteToItself() {
    started()
        .when(ended(new Succeeded(List.of(new Written(message(A, A, "X", "01"))))))
        .then(refusal(WRITE_TO_NON_PARTICIPANT, "chain 77777"));
  }

  @Test
  void refusesALabelThatIsNotUtf8() {
    var binary = new MailboxMessage(header(A, B, Bytes.fromHex("ff")), Bytes.EMPTY);
    started()
        .when(ended(new Succeeded(List.of(new Written(binary)))))
        .then(refusal(LABEL_NOT_UTF8, "0xff"));
  }

  @Test
  void refusesToWaitForALabelThatCannotArrive() {
    var binary = header(B, A, Bytes.fromHex("ff"));
    started()
        .when(ended(new MissingMessage(binary, List.of())))
        .then(refusal(LABEL_NOT_UTF8, "0xff"));
  }

  @Test
  void refusesAMessageThatFitsNoRecord() {
    var huge =
        new MailboxMessage(PING.header(), Bytes.of(new byte[Objections.LARGEST_MESSAGE + 1]));
    started()
        .when(ended(new Succeeded(List.of(new Written(huge)))))
        .then(refusal(EXECUTION_FAILED, "a message of more than 524288 bytes"));
  }

  @Test
  void refusesToWaitForAMessageOfANonParticipant() {
    var stray = message(STRANGER, A, "X", "01");
    started()
        .when(ended(missing(stray)))
        .then(refusal(MESSAGE_MISSING, "not of a participant: " + stray.header()));
  }

  @Test
  void refusesAMessageThatAnEarlierSlotLeftInTheMailbox() {
    started()
        .when(ended(new Succeeded(List.of(new Consumed(PONG)))))
        .then(refusal(MESSAGE_MISSING, "not delivered for it: " + PONG.header()));
  }

  @Test
  void refusesALegThatLeavesUnreadWhatItAskedFor() {
    startedWith(Inbox.EMPTY.with(PONG))
        .when(ended(missing(PONG)))
        .then(simulate(PONG))
        .when(ended(new Succeeded(List.of())))
        .then(refusal(EXECUTION_FAILED, "asked for but not read: " + PONG.header()));
  }

  @Test
  void doesNotExecuteForEverForAContractThatOnlyPretendsToMissAMessage() {
    startedWith(Inbox.EMPTY.with(PONG))
        .when(ended(missing(PONG)))
        .then(simulate(PONG))
        .when(ended(missing(PONG)))
        .then(refusal(MESSAGE_MISSING, "although it was delivered: " + PONG.header()));
  }

  @Test
  void refusesWhatItStillWaitsForWhenTheTimerEnds() {
    started()
        .when(ended(missing(PONG)))
        .when(new VotingTimedOut())
        .then(refusal(MESSAGE_MISSING, "in time: " + PONG.header()))
        .when(arrival(PONG))
        .thenNothing();
  }

  @Test
  void refusesWhenTheExecutionDoesNotEndInTime() {
    started()
        .when(new VotingTimedOut())
        .then(refusal(TIMED_OUT, "the simulation did not end in time"))
        .when(ended(new Succeeded(List.of())))
        .thenNothing()
        .endsIn(Refused.class);
  }
}
