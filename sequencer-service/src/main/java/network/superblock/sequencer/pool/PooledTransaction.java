package network.superblock.sequencer.pool;

import network.superblock.wire.transaction.SignedTransaction;

/**
 * A transaction that waits.
 *
 * @param arrival its place among all that ever came; the earlier one goes first at the same price.
 *     Those that come back from a block that is no more have negative places
 */
record PooledTransaction(SignedTransaction transaction, long arrival) {

  boolean returned() {
    return arrival < 0;
  }
}
