package network.superblock.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Arrays;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.wire.v1.RollupV1;
import network.superblock.wire.v1.RollupV1.Message;

/**
 * Turns messages into a record's value and back. Reading is strict and bounded: a value that reads
 * at all is one that the protocol types accept. See SBCP section 2.
 *
 * <p>An {@link L2Block} is written as a zstd frame of its Message and read either way. Texts for
 * people are cut at 256 bytes when they are written. A field that a later version added is skipped,
 * except in an XTRequest, whose identity would not cover it.
 */
public final class MessageCodec {

  private MessageCodec() {}

  /**
   * The value of a record.
   *
   * @throws IllegalArgumentException if the message has no wire form: a mailbox label that is not
   *     UTF-8, a block message over 16 MiB
   */
  public static Bytes encode(Sender sender, ProtocolMessage message) {
    var plain = toWire(message).setSenderId(sender.id()).build().toByteArray();
    return Bytes.of(message instanceof L2Block ? BlockCompression.compress(plain) : plain);
  }

  /** Never throws, whatever the bytes. */
  public static Decoding decode(Bytes value) {
    try {
      var bytes = value.toArray();
      boolean compressed = BlockCompression.isCompressed(bytes);
      var message = parse(compressed ? BlockCompression.decompress(bytes) : bytes);
      if (compressed && !message.hasL2Block())
        return new Decoding.Malformed("only a block may be compressed");
      return new Decoding.Decoded(Sender.parse(message.getSenderId()), fromWire(message));
    } catch (InvalidProtocolBufferException e) {
      return new Decoding.Malformed("not protobuf: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return new Decoding.Malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The canonical serialization that the xT id is the SHA-256 of. */
  public static Bytes encodeXtRequest(XtRequest request) {
    return Bytes.of(XtCodec.toWire(request).toByteArray());
  }

  /** Reads a bare XTRequest as users send it. Only the canonical form; never throws. */
  public static XtDecoding decodeXtRequest(Bytes value) {
    try {
      var bytes = value.toArray();
      FieldCensus.require(bytes, RollupV1.XTRequest.getDescriptor());
      var message = RollupV1.XTRequest.parseFrom(bytes);
      if (!Arrays.equals(message.toByteArray(), bytes))
        return new XtDecoding.Malformed("not in canonical form");
      return new XtDecoding.Decoded(XtCodec.fromWire(message));
    } catch (InvalidProtocolBufferException e) {
      return new XtDecoding.Malformed("not protobuf: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return new XtDecoding.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Message parse(byte[] bytes) throws IOException {
    FieldCensus.require(bytes, Message.getDescriptor());
    return Message.parseFrom(bytes);
  }

  private static Message.Builder toWire(ProtocolMessage message) {
    var out = Message.newBuilder();
    return switch (message) {
      case XtRequest m -> out.setXtRequest(XtCodec.toWire(m));
      case Vote m -> out.setVote(InstanceCodec.toWire(m));
      case Decided m -> out.setDecided(InstanceCodec.toWire(m));
      case CircMessage m -> out.setCircMessage(InstanceCodec.toWire(m));
      case StartSlot m -> out.setStartSlot(SlotCodec.toWire(m));
      case RequestSeal m -> out.setRequestSeal(SlotCodec.toWire(m));
      case RollBackAndStartSlot m -> out.setRollBackAndStartSlot(SlotCodec.toWire(m));
      case L2Block m -> out.setL2Block(BlockCodec.toWire(m));
      case StartSc m -> out.setStartSc(InstanceCodec.toWire(m));
      case L2BlockRequest m -> out.setL2BlockRequest(BlockCodec.toWire(m));
      case LeaderClaim m -> out.setLeaderClaim(SlotCodec.toWire(m));
      case SlotClosed m -> out.setSlotClosed(ClosingCodec.toWire(m));
      case XtOffer m -> out.setXtOffer(XtCodec.toWire(m));
      case XtWithdrawal m -> out.setXtWithdrawal(XtCodec.toWire(m));
      case BlockVerdict m -> out.setBlockVerdict(BlockCodec.toWire(m));
      case SuperblockStatus m -> out.setSuperblockStatus(SettlementCodec.toWire(m));
      case SettlementEvent m -> out.setSettlementEvent(SettlementCodec.toWire(m));
      case Preconfirmation.Commitment m -> out.setPreconfCommitment(PreconfCodec.toWire(m));
      case Preconfirmation.TxList m -> out.setPreconfTxlist(PreconfCodec.toWire(m));
    };
  }

  private static ProtocolMessage fromWire(Message in) {
    return switch (in.getPayloadCase()) {
      case XT_REQUEST -> XtCodec.fromWire(in.getXtRequest());
      case VOTE -> InstanceCodec.fromWire(in.getVote());
      case DECIDED -> InstanceCodec.fromWire(in.getDecided());
      case CIRC_MESSAGE -> InstanceCodec.fromWire(in.getCircMessage());
      case START_SLOT -> SlotCodec.fromWire(in.getStartSlot());
      case REQUEST_SEAL -> SlotCodec.fromWire(in.getRequestSeal());
      case ROLL_BACK_AND_START_SLOT -> SlotCodec.fromWire(in.getRollBackAndStartSlot());
      case L2_BLOCK -> BlockCodec.fromWire(in.getL2Block());
      case START_SC -> InstanceCodec.fromWire(in.getStartSc());
      case L2_BLOCK_REQUEST -> BlockCodec.fromWire(in.getL2BlockRequest());
      case LEADER_CLAIM -> SlotCodec.fromWire(in.getLeaderClaim());
      case SLOT_CLOSED -> ClosingCodec.fromWire(in.getSlotClosed());
      case XT_OFFER -> XtCodec.fromWire(in.getXtOffer());
      case XT_WITHDRAWAL -> XtCodec.fromWire(in.getXtWithdrawal());
      case BLOCK_VERDICT -> BlockCodec.fromWire(in.getBlockVerdict());
      case SUPERBLOCK_STATUS -> SettlementCodec.fromWire(in.getSuperblockStatus());
      case SETTLEMENT_EVENT -> SettlementCodec.fromWire(in.getSettlementEvent());
      case PRECONF_COMMITMENT -> PreconfCodec.fromWire(in.getPreconfCommitment());
      case PRECONF_TXLIST -> PreconfCodec.fromWire(in.getPreconfTxlist());
      case PAYLOAD_NOT_SET -> throw new IllegalArgumentException("payload is of no known kind");
    };
  }
}
