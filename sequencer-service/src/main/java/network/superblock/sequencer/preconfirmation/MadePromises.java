package network.superblock.sequencer.preconfirmation;

import java.util.Optional;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L2Block;

/** The promises that this sequencer made, by the hash of the L2 block. */
public interface MadePromises {

  /**
   * The promise of a block.
   *
   * @throws RuntimeException if it cannot be read, after every outage has passed
   */
  Optional<SignedCommitment> of(Hash32 block);

  /**
   * Keeps a block's promise; it is durable when this returns. Promises of blocks far below are
   * forgotten.
   */
  void keep(L2Block block, SignedCommitment promise);
}
