package network.superblock.blockstore;

import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;

/** A submitted block and what is to be said of it, if nothing was said before. */
public record Judgement(L2Block block, BlockVerdict verdict) {

  public Judgement {
    if (!BlockKey.of(block).equals(BlockKey.of(verdict)))
      throw new IllegalArgumentException("a verdict on another block");
  }

  public BlockKey key() {
    return BlockKey.of(block);
  }
}
