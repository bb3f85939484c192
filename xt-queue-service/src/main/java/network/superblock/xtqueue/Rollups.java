package network.superblock.xtqueue;

import network.superblock.protocol.ChainId;

/** The rollup registry as of the last finalized L1 block. */
public interface Rollups {

  /** What the registry says of a chain. */
  enum Registration {
    ACTIVE,
    /** Registered, but it takes no part now. */
    INACTIVE,
    UNKNOWN
  }

  /**
   * Whether a chain takes part now.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException as long as L1 has not been
   *     read
   */
  Registration registrationOf(ChainId chain);
}
