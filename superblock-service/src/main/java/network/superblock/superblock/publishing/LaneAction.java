package network.superblock.superblock.publishing;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.superblock.SuperblockHeader;

/** What to send to L1 next. */
public sealed interface LaneAction {

  /**
   * Sign a transaction, store it, send it.
   *
   * @param superblock the header's hash
   * @param ordinal counts the transactions of this nonce from 1
   */
  record Publish(SuperblockHeader header, Hash32 superblock, Nonce nonce, int ordinal, GasFee fee)
      implements LaneAction {}

  /** Send a stored transaction again as it is: a node that knows it says so. */
  record Resend(Attempt attempt) implements LaneAction {}

  /** L1 costs more than may be paid: wait, and say so. */
  record WaitForFees(SuperblockNumber superblock, Market market) implements LaneAction {}
}
