package network.superblock.cli.narration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.Collection;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Words;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;

/** Puts the network's messages into words, one line each. */
public final class MessageText {

  private static final int SHORT = 10;

  private MessageText() {}

  /** The line for a message. */
  public static String of(ProtocolMessage message) {
    return switch (message) {
      case LeaderClaim m -> "%s leads, term %s".formatted(m.leader(), m.term());
      case Opens m -> "slot %s opens: %s".formatted(m.slot(), blocks(m));
      case StartSc m ->
          "slot %s   xT %s starts on %s".formatted(m.slot(), brief(m.id()), list(m.xt().chains()));
      case Decided m ->
          "slot %s   xT %s %s".formatted(m.slot(), brief(m.xt()), decision(m.decision()));
      case RequestSeal m -> "slot %s seals %s".formatted(m.slot(), xts(m.includedXts()));
      case SlotClosed m -> "slot %s closes: %s".formatted(m.slot(), outcome(m));
      case Vote m -> vote(m);
      case CircMessage m -> message(m);
      case BlockVerdict m -> verdict(m);
      case SuperblockStatus m -> superblock(m);
      case SettlementEvent m -> "settlement: %s".formatted(m);
      case L2Block m ->
          "slot %s   block %s #%s %s sent, %s"
              .formatted(m.slot(), m.chain(), m.number(), brief(m.hash()), xts(m.includedXts()));
      case L2BlockRequest m -> "block %s #%s is asked for".formatted(m.chain(), m.number());
      case XtOffer m ->
          "slot %s   xT %s offered on %s".formatted(m.slot(), brief(m.id()), list(m.xt().chains()));
      case XtWithdrawal m -> "slot %s   xT %s withdrawn".formatted(m.slot(), brief(m.xt()));
      case XtRequest m -> "xT %s asked for on %s".formatted(brief(m.id()), list(m.chains()));
      case Preconfirmation.Commitment m -> "commitment of " + m.chain();
      case Preconfirmation.TxList m ->
          "transaction list %s of %s".formatted(brief(m.hash()), m.chain());
    };
  }

  private static String blocks(Opens opens) {
    var requests =
        opens.opening().requests().values().stream()
            .map(request -> request.chain() + " #" + request.number())
            .collect(joining(", "));
    var next = "superblock " + opens.opening().superblock();
    return next + (requests.isEmpty() ? " without a rollup" : " of " + requests);
  }

  private static String decision(Decision decision) {
    return switch (decision) {
      case Decision.Commit _ -> "commits";
      case Decision.Abort abort -> "aborts: " + Words.of(abort.reason());
    };
  }

  private static String outcome(SlotClosed closed) {
    var outcome =
        switch (closed.outcome()) {
          case Outcome.Built b ->
              "superblock %s %s of %s, %s"
                  .formatted(
                      b.number(), brief(b.hash()), list(b.blocks().keySet()), xts(b.includedXts()));
          case Outcome.Failed _ -> "no superblock";
          case Outcome.RolledBack _ -> "rolled back to superblock " + closed.ledger().number();
        };
    var requeued =
        closed.requeued().isEmpty() ? "" : ", requeued " + xts(closed.requeued().keySet());
    return outcome + requeued;
  }

  private static String vote(Vote vote) {
    var ballot =
        switch (vote.ballot()) {
          case Vote.Ballot.Commit _ -> "for";
          case Vote.Ballot.Abort abort ->
              "against: " + abort.refusal().cause() + " " + abort.refusal().detail();
        };
    return "slot %s   xT %s %s votes %s"
        .formatted(
            vote.instance().slot(), brief(vote.instance().xt()), vote.from(), ballot.strip());
  }

  private static String message(CircMessage circ) {
    var header = circ.message().header();
    return "slot %s   xT %s message %s from %s to %s"
        .formatted(
            circ.instance().slot(),
            brief(circ.instance().xt()),
            label(header.label().toArray()),
            header.source(),
            header.destination());
  }

  private static String label(byte... label) {
    return "\"" + new String(label, UTF_8) + "\"";
  }

  private static String verdict(BlockVerdict verdict) {
    return switch (verdict) {
      case BlockVerdict.Accepted a ->
          "slot %s   block %s #%s %s accepted, %s"
              .formatted(a.slot(), a.chain(), a.number(), brief(a.hash()), xts(a.includedXts()));
      case BlockVerdict.Rejected r ->
          "slot %s   block %s %s REJECTED: %s %s"
              .formatted(r.slot(), r.chain(), brief(r.hash()), r.reason(), r.detail());
    };
  }

  private static String superblock(SuperblockStatus status) {
    return switch (status) {
      case SuperblockStatus.Published s ->
          "superblock %s sent to L1 in %s".formatted(s.number(), brief(s.l1Transaction()));
      case SuperblockStatus.Included s ->
          "superblock %s in L1 block %s".formatted(s.number(), s.l1Block().number());
      case SuperblockStatus.Finalized s ->
          "superblock %s FINAL on L1 (block %s)".formatted(s.number(), s.l1Block().number());
      case SuperblockStatus.Reorged s ->
          "superblock %s lost its L1 block, is sent again".formatted(s.number());
    };
  }

  private static String xts(Collection<XtId> xts) {
    return xts.isEmpty()
        ? "no xT"
        : "xT " + xts.stream().map(MessageText::brief).collect(joining(", "));
  }

  private static String list(Collection<?> values) {
    return values.stream().map(Object::toString).collect(joining(", "));
  }

  private static String brief(XtId xt) {
    return brief(xt.hash());
  }

  private static String brief(Hash32 hash) {
    return hash.toString().substring(0, SHORT);
  }
}
