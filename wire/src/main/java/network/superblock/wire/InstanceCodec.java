package network.superblock.wire;

import static network.superblock.wire.Scalars.address;
import static network.superblock.wire.Scalars.bytes;
import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.require;
import static network.superblock.wire.Scalars.slot;
import static network.superblock.wire.Scalars.write;
import static network.superblock.wire.Scalars.xtId;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.SortedMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.wire.v1.RollupV1;

/** What is said of one instance of an xT: its start, messages, votes and decision. */
final class InstanceCodec {

  private InstanceCodec() {}

  static RollupV1.StartSC toWire(StartSc start) {
    return RollupV1.StartSC.newBuilder()
        .setSlot(start.slot().value())
        .setXtSequenceNumber(start.sequence().value())
        .setXtRequest(XtCodec.toWire(start.xt()))
        .setXtId(write(start.id()))
        .build();
  }

  /** The constructor recomputes the identity and refuses another. */
  static StartSc fromWire(RollupV1.StartSC in) {
    return new StartSc(
        slot(in.getSlot()),
        new SequenceNumber(in.getXtSequenceNumber()),
        XtCodec.fromWire(in.getXtRequest()),
        xtId(in.getXtId()));
  }

  static RollupV1.Vote toWire(Vote vote) {
    var out =
        RollupV1.Vote.newBuilder()
            .setSenderChainId(write(vote.from()))
            .setXtId(XtCodec.toWire(vote.instance().xt()))
            .setSlot(vote.instance().slot().value());
    return switch (vote.ballot()) {
      case Ballot.Commit(var digests) ->
          out.setVote(true).addAllMailboxDigests(toWire(digests)).build();
      case Ballot.Abort(var refusal) -> out.setReason(ReasonCodec.toWire(refusal)).build();
    };
  }

  private static List<RollupV1.MailboxDigest> toWire(SortedMap<ChainId, MailboxDigest> digests) {
    return digests.entrySet().stream()
        .map(digest ->
            RollupV1.MailboxDigest.newBuilder()
                .setPeerChainId(write(digest.getKey()))
                .setSent(write(digest.getValue().sent()))
                .setReceived(write(digest.getValue().received()))
                .build())
        .toList();
  }

  static Vote fromWire(RollupV1.Vote in) {
    var instance = new InstanceId(slot(in.getSlot()), XtCodec.fromWire(in.getXtId()));
    return new Vote(instance, chainId(in.getSenderChainId(), "sender_chain_id"), ballot(in));
  }

  private static Ballot ballot(RollupV1.Vote in) {
    if (in.getVote()) {
      require(!in.hasReason(), "reason", "stands on a vote for");
      return new Ballot.Commit(
          Scalars.map(
              in.getMailboxDigestsList(),
              Scalars.MAX_CHAINS,
              "mailbox_digests",
              digest -> chainId(digest.getPeerChainId(), "peer_chain_id"),
              digest ->
                  new MailboxDigest(
                      hash(digest.getSent(), "sent"), hash(digest.getReceived(), "received"))));
    }
    require(in.getMailboxDigestsCount() == 0, "mailbox_digests", "stand on a vote against");
    return new Ballot.Abort(ReasonCodec.fromWire(in.hasReason(), in.getReason()));
  }

  static RollupV1.Decided toWire(Decided decided) {
    var out =
        RollupV1.Decided.newBuilder()
            .setXtId(XtCodec.toWire(decided.xt()))
            .setSlot(decided.slot().value());
    return switch (decided.decision()) {
      case Decision.Commit _ -> out.setDecision(true).build();
      case Decision.Abort(var reason) -> out.setReason(ReasonCodec.toWire(reason)).build();
    };
  }

  static Decided fromWire(RollupV1.Decided in) {
    return new Decided(slot(in.getSlot()), XtCodec.fromWire(in.getXtId()), decision(in));
  }

  private static Decision decision(RollupV1.Decided in) {
    if (in.getDecision()) {
      require(!in.hasReason(), "reason", "stands on decision 1");
      return Decision.commit();
    }
    return Decision.abort(ReasonCodec.fromWire(in.hasReason(), in.getReason()));
  }

  /**
   * @throws IllegalArgumentException if the label is not UTF-8: the participant must have voted
   *     against the xT
   */
  static RollupV1.CIRCMessage toWire(CircMessage message) {
    var header = message.message().header();
    return RollupV1.CIRCMessage.newBuilder()
        .setSourceChain(write(header.source()))
        .setDestinationChain(write(header.destination()))
        .addSource(write(header.sender()))
        .addReceiver(write(header.receiver()))
        .setXtId(XtCodec.toWire(message.instance().xt()))
        .setLabelBytes(write(header.label()))
        .addData(write(message.message().data()))
        .setSessionId(write(header.session()))
        .setSlot(message.instance().slot().value())
        .build();
  }

  static CircMessage fromWire(RollupV1.CIRCMessage in) {
    var header =
        new MailboxHeader(
            chainId(in.getSourceChain(), "source_chain"),
            chainId(in.getDestinationChain(), "destination_chain"),
            address(only(in.getSourceList(), "source"), "source"),
            address(only(in.getReceiverList(), "receiver"), "receiver"),
            hash(in.getSessionId(), "session_id"),
            bytes(in.getLabelBytes()));
    return new CircMessage(
        new InstanceId(slot(in.getSlot()), XtCodec.fromWire(in.getXtId())),
        new MailboxMessage(header, bytes(only(in.getDataList(), "data"))));
  }

  private static ByteString only(List<ByteString> values, String field) {
    require(values.size() == 1, field, "has " + values.size() + " items, not one");
    return values.getFirst();
  }
}
