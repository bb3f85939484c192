package network.superblock.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;

/**
 * The record key that puts what must stay in order into one partition. It is text, so that stock
 * tools can filter by it: a chain ID in decimal, an xT id as 0x-hex, nothing on a topic of one
 * partition.
 */
public final class RecordKey {

  private RecordKey() {}

  public static Bytes of(ProtocolMessage message) {
    return switch (message) {
      case Vote m -> of(m.from());
      case CircMessage m -> of(m.message().header().destination());
      case L2Block m -> of(m.chain());
      case L2BlockRequest m -> of(m.chain());
      case BlockVerdict m -> of(m.chain());
      case Preconfirmation m -> of(m.chain());
      case XtRequest m -> of(m.id());
      case XtOffer m -> of(m.id());
      case XtWithdrawal m -> of(m.xt());
      case SlotRecord _, SuperblockStatus _, SettlementEvent _ -> Bytes.EMPTY;
    };
  }

  public static Bytes of(ChainId chain) {
    return ascii(chain.toString());
  }

  public static Bytes of(XtId xt) {
    return ascii(xt.toString());
  }

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(US_ASCII));
  }
}
