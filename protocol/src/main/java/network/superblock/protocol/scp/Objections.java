package network.superblock.protocol.scp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.superblock.protocol.message.VoteRefusal.Cause.EXECUTION_FAILED;
import static network.superblock.protocol.message.VoteRefusal.Cause.LABEL_NOT_UTF8;
import static network.superblock.protocol.message.VoteRefusal.Cause.MESSAGE_MISSING;
import static network.superblock.protocol.message.VoteRefusal.Cause.WRITE_TO_NON_PARTICIPANT;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantState.Simulating;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;

/** What makes it certain, before any timer, that a leg cannot commit. See SBCP section 5, Q7. */
final class Objections {

  /** A message has to fit a record of the mailbox topic, envelope included. */
  static final int LARGEST_MESSAGE = 512 * 1024;

  private Objections() {}

  /** Why {@code result} forces a vote against; empty if it does not. */
  static Optional<VoteRefusal> to(Simulating s, SimulationResult result) {
    return switch (result) {
      case Failed failed -> Optional.of(failed.refusal());
      case Succeeded succeeded ->
          toWrites(s.leg(), succeeded.written())
              .or(() -> toReads(s.exchange(), succeeded.consumed()));
      case MissingMessage missing ->
          toWrites(s.leg(), missing.written()).or(() -> toMiss(s, missing.header()));
    };
  }

  private static Optional<VoteRefusal> toWrites(Leg leg, List<MailboxMessage> written) {
    return written.stream().flatMap(message -> toWrite(leg, message).stream()).findFirst();
  }

  private static Optional<VoteRefusal> toWrite(Leg leg, MailboxMessage message) {
    var header = message.header();
    if (!leg.peers().contains(header.destination()))
      return refusal(WRITE_TO_NON_PARTICIPANT, "chain " + header.destination());
    if (!isUtf8(header.label())) return refusal(LABEL_NOT_UTF8, header.label());
    return message.data().size() + header.label().size() > LARGEST_MESSAGE
        ? refusal(EXECUTION_FAILED, "a message of more than " + LARGEST_MESSAGE + " bytes")
        : Optional.empty();
  }

  /**
   * A leg reads exactly what was put for it: what an earlier slot left in the mailbox belongs to no
   * digest, and what it leaves unread makes the whole block invalid.
   */
  private static Optional<VoteRefusal> toReads(Exchange exchange, List<MailboxMessage> consumed) {
    for (var message : consumed)
      if (!exchange.put().contains(message))
        return refusal(MESSAGE_MISSING, "not delivered for it: " + message.header());
    for (var message : exchange.put())
      if (!consumed.contains(message))
        return refusal(EXECUTION_FAILED, "asked for but not read: " + message.header());
    return Optional.empty();
  }

  private static Optional<VoteRefusal> toMiss(Simulating s, MailboxHeader header) {
    if (!s.leg().expects(header))
      return refusal(MESSAGE_MISSING, "not of a participant: " + header);
    if (!isUtf8(header.label())) return refusal(LABEL_NOT_UTF8, header.label());
    // Else a contract that only pretends to miss the message would be executed for ever.
    return s.exchange().hasPut(header)
        ? refusal(MESSAGE_MISSING, "although it was delivered: " + header)
        : Optional.empty();
  }

  private static boolean isUtf8(Bytes label) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(label.toArray()));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static Optional<VoteRefusal> refusal(VoteRefusal.Cause cause, Object detail) {
    return Optional.of(new VoteRefusal(cause, detail.toString()));
  }
}
