package network.superblock.embedded.ethereum;

/** How a node orders the transactions of a block. */
public enum PoolOrder {
  /** As Ethereum does: who pays more comes first. */
  BY_FEE,

  /**
   * Exactly as they were sent, for a sequencer that has decided the order; and a sender who is
   * funded earlier in the same block is not refused.
   */
  AS_SENT
}
