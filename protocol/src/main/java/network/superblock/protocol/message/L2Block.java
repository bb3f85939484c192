package network.superblock.protocol.message;

import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;

/**
 * A rollup's block for one slot.
 *
 * @param includedXts the chain's part of the seal list, in sequence order
 * @param block the RLP of the Ethereum block
 */
public record L2Block(
    Slot slot,
    ChainId chain,
    BlockNumber number,
    Hash32 hash,
    Hash32 parentHash,
    List<XtId> includedXts,
    Bytes block,
    BlockEvidence evidence)
    implements ProtocolMessage {

  public L2Block {
    includedXts = List.copyOf(includedXts);
  }
}
