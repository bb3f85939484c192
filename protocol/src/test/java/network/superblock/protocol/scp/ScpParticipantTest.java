package network.superblock.protocol.scp;

import static network.superblock.protocol.scp.ParticipantScript.A;
import static network.superblock.protocol.scp.ParticipantScript.B;
import static network.superblock.protocol.scp.ParticipantScript.C;
import static network.superblock.protocol.scp.ParticipantScript.LEG;
import static network.superblock.protocol.scp.ParticipantScript.PING;
import static network.superblock.protocol.scp.ParticipantScript.PING2;
import static network.superblock.protocol.scp.ParticipantScript.PONG;
import static network.superblock.protocol.scp.ParticipantScript.PONG2;
import static network.superblock.protocol.scp.ParticipantScript.STRANGER;
import static network.superblock.protocol.scp.ParticipantScript.arrival;
import static network.superblock.protocol.scp.ParticipantScript.cast;
import static network.superblock.protocol.scp.ParticipantScript.circ;
import static network.superblock.protocol.scp.ParticipantScript.commit;
import static network.superblock.protocol.scp.ParticipantScript.digestOf;
import static network.superblock.protocol.scp.ParticipantScript.ended;
import static network.superblock.protocol.scp.ParticipantScript.message;
import static network.superblock.protocol.scp.ParticipantScript.missing;
import static network.superblock.protocol.scp.ParticipantScript.received;
import static network.superblock.protocol.scp.ParticipantScript.sent;
import static network.superblock.protocol.scp.ParticipantScript.simulate;
import static network.superblock.protocol.scp.ParticipantScript.started;
import static network.superblock.protocol.scp.ParticipantScript.startedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.scp.ParticipantEvent.DecisionRead;
import network.superblock.protocol.scp.ParticipantState.AwaitingMessage;
import network.superblock.protocol.scp.ParticipantState.Committed;
import network.superblock.protocol.scp.ParticipantState.Prepared;
import network.superblock.protocol.scp.ParticipantState.Simulating;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import org.junit.jupiter.api.Test;

/** SBCP section 5, "Simulation loop", from the side of chain A: up to the vote for it. */
class ScpParticipantTest {

  @Test
  void executesItsOwnTransactionsFirst() {
    started().then(simulate()).endsIn(Simulating.class);
  }

  @Test
  void votesToCommitWithTheDigestsOfWhatItWroteAndRead() {
    started()
        .when(ended(new Succeeded(List.of(new Written(PING)))))
        .then(circ(PING), cast(commit(sent(PING), received())))
        .endsIn(Prepared.class);
  }

  @Test
  void givesADigestForEveryPeerEvenWithoutMessages() {
    started()
        .when(ended(new Succeeded(List.of())))
        .then(cast(commit(sent(), received())))
        .where(s -> assertThat(((Prepared) s).ballot().digests()).containsOnlyKeys(B, C));
  }

  @Test
  void waitsForAMissingMessagePutsItAndExecutesAgain() {
    started()
        .when(ended(missing(PONG, PING)))
        .then(circ(PING))
        .endsIn(AwaitingMessage.class)
        .when(arrival(PONG))
        .then(simulate(PONG))
        .when(ended(new Succeeded(List.of(new Written(PING), new Consumed(PONG)))))
        .then(cast(commit(sent(PING), received(PONG))));
  }

  @Test
  void goesBackAndForthToAnyDepth() {
    started()
        .when(ended(missing(PONG, PING)))
        .then(circ(PING))
        .when(arrival(PONG))
        .then(simulate(PONG))
        .when(ended(missing(PONG2, PING, PING2)))
        .then(circ(PING2))
        .when(arrival(PONG2))
        .then(simulate(PONG, PONG2))
        .when(
            ended(
                new Succeeded(
                    List.of(
                        new Written(PING),
                        new Consumed(PONG),
                        new Written(PING2),
                        new Consumed(PONG2)))))
        .then(cast(commit(sent(PING, PING2), received(PONG, PONG2))));
  }

  @Test
  void sendsEachMessageOnceHoweverOftenItIsExecuted() {
    started()
        .when(ended(missing(PONG, PING)))
        .then(circ(PING))
        .when(arrival(PONG))
        .then(simulate(PONG))
        .when(ended(missing(PONG2, PING)))
        .thenNothing();
  }

  @Test
  void usesAMessageThatArrivedBeforeTheInstanceStarted() {
    startedWith(Inbox.EMPTY.with(PONG))
        .then(simulate())
        .when(ended(missing(PONG)))
        .then(simulate(PONG));
  }

  @Test
  void usesAMessageThatArrivedDuringTheExecution() {
    started()
        .when(arrival(PONG))
        .thenNothing()
        .when(ended(missing(PONG, PING)))
        .then(circ(PING), simulate(PONG));
  }

  @Test
  void matchesMessagesByAllSixHeaderFieldsNotByTheirOrder() {
    started()
        .when(ended(missing(PONG)))
        .thenNothing()
        .when(arrival(PONG2))
        .thenNothing()
        .when(arrival(message(C, A, "PONG", "bb")))
        .thenNothing()
        .endsIn(AwaitingMessage.class)
        .when(arrival(PONG))
        .then(simulate(PONG))
        .when(ended(missing(PONG2)))
        .then(simulate(PONG, PONG2));
  }

  @Test
  void keepsTheFirstOfTwoMessagesWithOneHeader() {
    started()
        .when(arrival(PONG))
        .when(arrival(message(B, A, "PONG", "ffff")))
        .when(ended(missing(PONG)))
        .then(simulate(PONG));
  }

  @Test
  void doesNotPutAMessageThatNobodyReads() {
    startedWith(Inbox.EMPTY.with(PONG))
        .when(ended(new Succeeded(List.of())))
        .then(cast(commit(sent(), received())))
        .when(new DecisionRead(Decision.commit()))
        .endsIn(new Committed(LEG, List.of()));
  }

  @Test
  void foldsMessagesInTheOrderInWhichTheyWereReadNotInTheOrderOfArrival() {
    var inOrder = digestOf(new Consumed(PONG), new Consumed(PONG2));
    var outOfOrder = digestOf(new Consumed(PONG2), new Consumed(PONG));

    assertThat(inOrder).isNotEqualTo(outOfOrder);
    assertThat(inOrder.received()).isEqualTo(received(PONG, PONG2));
  }

  @Test
  void ignoresMessagesOfNonParticipantsAndForOthers() {
    startedWith(Inbox.EMPTY.with(message(STRANGER, A, "PONG", "bb")).with(message(B, C, "X", "01")))
        .when(arrival(message(STRANGER, A, "PONG", "bb")))
        .thenNothing()
        .endsIn(new Simulating(LEG, Exchange.startingWith(Inbox.EMPTY)));
  }

  @Test
  void keepsABoundedNumberOfMessagesOfEachSource() {
    var inbox = Inbox.EMPTY;
    for (int i = 0; i <= Inbox.CAPACITY_PER_SOURCE; i++)
      inbox = inbox.with(message(B, A, "M" + i, "01"));
    inbox = inbox.with(message(C, A, "M", "01"));

    assertThat(inbox.countFrom(B)).isEqualTo(Inbox.CAPACITY_PER_SOURCE);
    assertThat(inbox.countFrom(C)).isEqualTo(1);
  }
}
