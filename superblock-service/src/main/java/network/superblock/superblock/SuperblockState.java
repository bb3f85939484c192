package network.superblock.superblock;

/** Where a superblock stands; the names are API facts. */
public enum SuperblockState {
  /** Checked, and no L1 transaction of it was sent. */
  QUEUED,
  /** An L1 transaction of it was sent, and stands in no block that counts. */
  SENT,
  /** It stands in an L1 block that is not final. */
  INCLUDED,
  /** It stands in a final L1 block. */
  FINALIZED,
  /** A settlement rollback has made it void. */
  ROLLED_BACK,
  /** It contradicts what it is made of, or builds on one that does. */
  REFUSED
}
