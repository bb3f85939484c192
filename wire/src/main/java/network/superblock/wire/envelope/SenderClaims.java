package network.superblock.wire.envelope;

import java.util.Optional;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.wire.MessageType;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.Verification.Reason;
import network.superblock.wire.envelope.Verification.Refused;

/** What a sender may say: nobody speaks for another role, chain, replica or term. */
final class SenderClaims {

  private SenderClaims() {}

  /** Whether such a sender may write such a message there at all. */
  static Optional<Refused> againstPlace(Topic topic, Term term, Sender sender, MessageType type) {
    if (!topic.admits(sender.role(), type)) {
      var detail = sender + " may not write " + type.wireName() + " to " + topic.topicName();
      return Optional.of(new Refused(Reason.NOT_ALLOWED_HERE, detail));
    }
    if ((topic == Topic.SLOT) == term.equals(EnvelopeSigner.NO_TERM)) {
      var detail = "term " + term + " on " + topic.topicName();
      return Optional.of(new Refused(Reason.NOT_ALLOWED_HERE, detail));
    }
    return Optional.empty();
  }

  /** Whether the message speaks for its sender. */
  static Optional<Refused> againstContent(Term term, Sender sender, ProtocolMessage message) {
    return switch (sender) {
      case Sender.Sequencer(var own) ->
          chainSpokenFor(message)
              .filter(chain -> !chain.equals(own))
              .map(chain -> impersonation(sender + " speaks for chain " + chain));
      case Sender.Publisher publisher ->
          message instanceof LeaderClaim claim && !isOwn(claim, publisher, term)
              ? Optional.of(impersonation(sender + " of term " + term + " writes " + claim))
              : Optional.empty();
    };
  }

  private static Refused impersonation(String detail) {
    return new Refused(Reason.IMPERSONATION, detail);
  }

  private static boolean isOwn(LeaderClaim claim, Sender.Publisher publisher, Term term) {
    return claim.leader().equals(publisher.name()) && claim.term().equals(term);
  }

  private static Optional<ChainId> chainSpokenFor(ProtocolMessage message) {
    return switch (message) {
      case Vote m -> Optional.of(m.from());
      case CircMessage m -> Optional.of(m.message().header().source());
      case L2Block m -> Optional.of(m.chain());
      case L2BlockRequest m -> Optional.of(m.chain());
      case Preconfirmation m -> Optional.of(m.chain());
      case XtRequest _ -> Optional.empty();
      // No sequencer may write these anywhere.
      case SlotRecord _,
          BlockVerdict _,
          XtOffer _,
          XtWithdrawal _,
          SuperblockStatus _,
          SettlementEvent _ ->
          Optional.empty();
    };
  }
}
