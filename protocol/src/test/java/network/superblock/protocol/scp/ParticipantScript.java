package network.superblock.protocol.scp;

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
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantEffect.CastVote;
import network.superblock.protocol.scp.ParticipantEffect.SendCirc;
import network.superblock.protocol.scp.ParticipantEffect.Simulate;
import network.superblock.protocol.scp.ParticipantEvent.MessageReceived;
import network.superblock.protocol.scp.ParticipantEvent.SimulationEnded;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;

/**
 * An instance with chains A, B and C from the side of A, and short names for its events and
 * effects.
 */
final class ParticipantScript {

  static final ChainId A = new ChainId(77777);
  static final ChainId B = new ChainId(88888);
  static final ChainId C = new ChainId(99999);
  static final ChainId STRANGER = new ChainId(5);

  static final InstanceId INSTANCE =
      new InstanceId(new Slot(7), new XtId(Hash32.fromHex("ab".repeat(32))));
  static final List<Bytes> TRANSACTIONS = List.of(Bytes.fromHex("0201"), Bytes.fromHex("0202"));
  static final Leg LEG = new Leg(INSTANCE, A, new TreeSet<>(List.of(B, C)), TRANSACTIONS);

  static final MailboxMessage PING = message(A, B, "PING", "aa");
  static final MailboxMessage PONG = message(B, A, "PONG", "bb");
  static final MailboxMessage PING2 = message(A, B, "PING2", "cc");
  static final MailboxMessage PONG2 = message(B, A, "PONG2", "dd");

  private ParticipantScript() {}

  static Scenario<ParticipantState, ParticipantEvent, ParticipantEffect> started() {
    return startedWith(Inbox.EMPTY);
  }

  static Scenario<ParticipantState, ParticipantEvent, ParticipantEffect> startedWith(
      Inbox arrived) {
    return Scenario.given(ScpParticipant::on, ScpParticipant.start(LEG, arrived));
  }

  static MessageReceived arrival(MailboxMessage message) {
    return new MessageReceived(message);
  }

  static SimulationEnded ended(SimulationResult result) {
    return new SimulationEnded(result);
  }

  static MissingMessage missing(MailboxMessage wanted, MailboxMessage... written) {
    return new MissingMessage(wanted.header(), List.of(written));
  }

  static Simulate simulate(MailboxMessage... inbox) {
    return new Simulate(INSTANCE, List.of(inbox), TRANSACTIONS);
  }

  static SendCirc circ(MailboxMessage message) {
    return new SendCirc(new CircMessage(INSTANCE, message));
  }

  static CastVote cast(Ballot ballot) {
    return new CastVote(new Vote(INSTANCE, A, ballot));
  }

  static CastVote refusal(VoteRefusal.Cause cause, String detail) {
    return cast(new Ballot.Abort(new VoteRefusal(cause, detail)));
  }

  static Ballot.Commit commit(Hash32 sentToB, Hash32 receivedFromB) {
    return new Ballot.Commit(
        new TreeMap<>(Map.of(B, new MailboxDigest(sentToB, receivedFromB), C, MailboxDigest.NONE)));
  }

  static MailboxDigest digestOf(MailboxAccess... accesses) {
    return Digests.of(LEG, List.of(accesses)).towards(B);
  }

  static Hash32 sent(MailboxMessage... messages) {
    return Stream.of(messages).reduce(Hash32.ZERO, MailboxFold::fold, (_, last) -> last);
  }

  static Hash32 received(MailboxMessage... messages) {
    return sent(messages);
  }

  static MailboxMessage message(ChainId from, ChainId to, String label, String data) {
    var bytes = Bytes.of(label.getBytes(StandardCharsets.UTF_8));
    return new MailboxMessage(header(from, to, bytes), Bytes.fromHex(data));
  }

  static MailboxHeader header(ChainId from, ChainId to, Bytes label) {
    return new MailboxHeader(
        from,
        to,
        Address.fromHex("11".repeat(20)),
        Address.fromHex("22".repeat(20)),
        Hash32.ZERO,
        label);
  }
}
