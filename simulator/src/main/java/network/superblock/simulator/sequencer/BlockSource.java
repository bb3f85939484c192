package network.superblock.simulator.sequencer;

import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.simulator.chain.SimulatedBlock;

/** Where lost blocks come from: the block store. */
public interface BlockSource {

  /** The block; empty while the store does not answer or does not have it. */
  Optional<SimulatedBlock> fetch(Hash32 hash);
}
