package network.superblock.superblock.assembly;

import java.util.Optional;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict.Accepted;

/** The blocks that the block store has accepted. */
@FunctionalInterface
public interface AcceptedBlocks {

  /** The acceptance of that very block for that slot. */
  Optional<Accepted> find(Slot slot, ChainId chain, Hash32 hash);
}
