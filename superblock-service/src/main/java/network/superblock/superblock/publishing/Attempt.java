package network.superblock.superblock.publishing;

import network.superblock.protocol.Hash32;

/**
 * A stored, signed L1 transaction.
 *
 * @param ordinal counts the transactions of one nonce from 1; only the last one is of use
 * @param superblock the one that it publishes
 * @param preparedAt the newest L1 block at that time
 */
public record Attempt(
    Nonce nonce,
    int ordinal,
    Hash32 superblock,
    Hash32 transaction,
    GasFee fee,
    long preparedAt,
    Delivery delivery) {

  /** What is known of its way to L1. */
  public enum Delivery {
    /** Stored, and perhaps sent: the answer was not recorded. */
    PREPARED,
    /** A node has taken it, and does not know it any more. */
    DROPPED,
    /** A node has taken it, and knows it. */
    POOLED
  }
}
