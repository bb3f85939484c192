package network.superblock.sequencer;

import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;

/**
 * The blocks that this sequencer sealed, kept until they are final on L1. The local transactions in
 * them are kept longer: a settlement rollback voids what was final.
 */
public interface SealedBlocks {

  /** Keeps a block; it is durable when this returns. Keeping it again changes nothing. */
  void keep(L2Block block);

  Optional<L2Block> find(Hash32 hash);

  /** The block became part of a superblock. */
  void included(BlockRef block, SuperblockNumber superblock);

  /** Everything before the block in {@code superblock} is final: nobody asks for it any more. */
  void finalized(SuperblockNumber superblock);

  /** What was included in superblocks after {@code lastValid} is in none any more. */
  void rolledBack(SuperblockNumber lastValid);
}
