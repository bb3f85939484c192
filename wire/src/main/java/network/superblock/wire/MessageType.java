package network.superblock.wire;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
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

/** The kinds of message, one for each arm of the wire's {@code Message}. */
public enum MessageType {
  XT_REQUEST("xt_request"),
  VOTE("vote"),
  DECIDED("decided"),
  CIRC_MESSAGE("circ_message"),
  START_SLOT("start_slot"),
  REQUEST_SEAL("request_seal"),
  ROLL_BACK_AND_START_SLOT("roll_back_and_start_slot"),
  L2_BLOCK("l2_block"),
  START_SC("start_sc"),
  L2_BLOCK_REQUEST("l2_block_request"),
  LEADER_CLAIM("leader_claim"),
  SLOT_CLOSED("slot_closed"),
  XT_OFFER("xt_offer"),
  XT_WITHDRAWAL("xt_withdrawal"),
  BLOCK_VERDICT("block_verdict"),
  SUPERBLOCK_STATUS("superblock_status"),
  SETTLEMENT_EVENT("settlement_event"),
  PRECONF_COMMITMENT("preconf_commitment"),
  PRECONF_TXLIST("preconf_txlist");

  private static final Map<String, MessageType> BY_NAME =
      Arrays.stream(values()).collect(toUnmodifiableMap(MessageType::wireName, type -> type));

  private final String wireName;

  MessageType(String wireName) {
    this.wireName = wireName;
  }

  /** The arm's name in the .proto file, which the record header carries. */
  public String wireName() {
    return wireName;
  }

  public static Optional<MessageType> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  public static MessageType of(ProtocolMessage message) {
    return switch (message) {
      case XtRequest _ -> XT_REQUEST;
      case Vote _ -> VOTE;
      case Decided _ -> DECIDED;
      case CircMessage _ -> CIRC_MESSAGE;
      case StartSlot _ -> START_SLOT;
      case RequestSeal _ -> REQUEST_SEAL;
      case RollBackAndStartSlot _ -> ROLL_BACK_AND_START_SLOT;
      case L2Block _ -> L2_BLOCK;
      case StartSc _ -> START_SC;
      case L2BlockRequest _ -> L2_BLOCK_REQUEST;
      case LeaderClaim _ -> LEADER_CLAIM;
      case SlotClosed _ -> SLOT_CLOSED;
      case XtOffer _ -> XT_OFFER;
      case XtWithdrawal _ -> XT_WITHDRAWAL;
      case BlockVerdict _ -> BLOCK_VERDICT;
      case SuperblockStatus _ -> SUPERBLOCK_STATUS;
      case SettlementEvent _ -> SETTLEMENT_EVENT;
      case Preconfirmation.Commitment _ -> PRECONF_COMMITMENT;
      case Preconfirmation.TxList _ -> PRECONF_TXLIST;
    };
  }
}
