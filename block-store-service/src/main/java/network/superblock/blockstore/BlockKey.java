package network.superblock.blockstore;

import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;

/** What one verdict is given on, once. The hash is what the sequencer says it is. */
public record BlockKey(ChainId chain, Slot slot, Hash32 hash) {

  public static BlockKey of(L2Block block) {
    return new BlockKey(block.chain(), block.slot(), block.hash());
  }

  public static BlockKey of(BlockVerdict verdict) {
    return new BlockKey(verdict.chain(), verdict.slot(), verdict.hash());
  }
}
