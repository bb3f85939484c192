package network.superblock.protocol.scp;

import static network.superblock.protocol.message.VoteRefusal.Cause.EXECUTION_FAILED;
import static network.superblock.protocol.message.VoteRefusal.Cause.LABEL_NOT_UTF8;
import static network.superblock.protocol.message.VoteRefusal.Cause.MESSAGE_MISSING;
import static network.superblock.protocol.message.VoteRefusal.Cause.TIMED_OUT;
import static network.superblock.protocol.message.VoteRefusal.Cause.WRITE_TO_NON_PARTICIPANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Scenario;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantEffect.CastVote;
import network.superblock.protocol.scp.ParticipantEffect.SendCirc;
import network.superblock.protocol.scp.ParticipantEffect.Simulate;
import network.superblock.protocol.scp.ParticipantEvent.DecisionRead;
import network.superblock.protocol.scp.ParticipantEvent.MessageReceived;
import network.superblock.protocol.scp.ParticipantEvent.SimulationEnded;
import network.superblock.protocol.scp.ParticipantEvent.VotingTimedOut;
import network.superblock.protocol.scp.ParticipantState.AwaitingMessage;
import network.superblock.protocol.scp.ParticipantState.Committed;
import network.superblock.protocol.scp.ParticipantState.Dropped;
import network.superblock.protocol.scp.ParticipantState.Prepared;
import network.superblock.protocol.scp.ParticipantState.Refused;
import network.superblock.protocol.scp.ParticipantState.Simulating;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import org.junit.jupiter.api.Test;

/** SBCP section 5, "Simulation loop", from the side of chain A. */
class ScpParticipantTest {

  private static final ChainId A = new ChainId(77777);
  private static final ChainId B = new ChainId(88888);
  private static final ChainId C = new ChainId(99999);
  private static final ChainId STRANGER = new ChainId(5);

  private static final InstanceId INSTANCE =
      new InstanceId(new Slot(7), new XtId(Hash32.fromHex("ab".repeat(32))));
  private static final List<Bytes> TRANSACTIONS =
      List.of(Bytes.fromHex("0201"), Bytes.fromHex("0202"));
  private static final Leg LEG = new Leg(INSTANCE, A, new TreeSet<>(List.of(B, C)), TRANSACTIONS);

  private static final MailboxMessage PING = message(A, B, "PING", "aa");
  private static final MailboxMessage PONG = message(B, A, "PONG", "bb");
  private static final MailboxMessage PING2 = message(A, B, "PING2", "cc");
  private static final MailboxMessage PONG2 = message(B, A, "PONG2", "dd");

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

  @Test
  void keepsABoundedNumberOfMessagesOfEachSource() {
    var inbox = Inbox.EMPTY;
    for (int i = 0; i <= Inbox.CAPACITY_PER_SOURCE; i++)
      inbox = inbox.with(message(B, A, "M" + i, "01"));
    inbox = inbox.with(message(C, A, "M", "01"));

    assertThat(inbox.countFrom(B)).isEqualTo(Inbox.CAPACITY_PER_SOURCE);
    assertThat(inbox.countFrom(C)).isEqualTo(1);
  }

  private static Scenario<ParticipantState, ParticipantEvent, ParticipantEffect> started() {
    return startedWith(Inbox.EMPTY);
  }

  private static Scenario<ParticipantState, ParticipantEvent, ParticipantEffect> startedWith(
      Inbox arrived) {
    return Scenario.given(ScpParticipant::on, ScpParticipant.start(LEG, arrived));
  }

  private static MessageReceived arrival(MailboxMessage message) {
    return new MessageReceived(message);
  }

  private static SimulationEnded ended(SimulationResult result) {
    return new SimulationEnded(result);
  }

  private static MissingMessage missing(MailboxMessage wanted, MailboxMessage... written) {
    return new MissingMessage(wanted.header(), List.of(written));
  }

  private static Simulate simulate(MailboxMessage... inbox) {
    return new Simulate(INSTANCE, List.of(inbox), TRANSACTIONS);
  }

  private static SendCirc circ(MailboxMessage message) {
    return new SendCirc(new CircMessage(INSTANCE, message));
  }

  private static CastVote cast(Ballot ballot) {
    return new CastVote(new Vote(INSTANCE, A, ballot));
  }

  private static CastVote refusal(VoteRefusal.Cause cause, String detail) {
    return cast(new Ballot.Abort(new VoteRefusal(cause, detail)));
  }

  private static Ballot.Commit commit(Hash32 sentToB, Hash32 receivedFromB) {
    return new Ballot.Commit(
        new TreeMap<>(Map.of(B, new MailboxDigest(sentToB, receivedFromB), C, MailboxDigest.NONE)));
  }

  private static MailboxDigest digestOf(MailboxAccess... accesses) {
    return Digests.of(LEG, List.of(accesses)).towards(B);
  }

  private static Hash32 sent(MailboxMessage... messages) {
    return Stream.of(messages).reduce(Hash32.ZERO, MailboxFold::fold, (_, last) -> last);
  }

  private static Hash32 received(MailboxMessage... messages) {
    return sent(messages);
  }

  private static MailboxMessage message(ChainId from, ChainId to, String label, String data) {
    var bytes = Bytes.of(label.getBytes(StandardCharsets.UTF_8));
    return new MailboxMessage(header(from, to, bytes), Bytes.fromHex(data));
  }

  private static MailboxHeader header(ChainId from, ChainId to, Bytes label) {
    return new MailboxHeader(
        from,
        to,
        Address.fromHex("11".repeat(20)),
        Address.fromHex("22".repeat(20)),
        Hash32.ZERO,
        label);
  }
}
