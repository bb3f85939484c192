package network.superblock.preconfirmation.lookahead;

import network.superblock.preconfirmation.ssz.UInt256;

/** Tells whose turn it is. Quick and safe for any thread: it answers from what it knows already. */
@FunctionalInterface
public interface Lookahead {

  /**
   * Who may promise a block of this time in the slot that ends then. Both must agree: a time
   * outside the slot is not of the slot.
   *
   * @param timestamp the block's, seconds since 1970
   * @param submissionWindowEnd the slot's end as the commitment states it
   */
  Turn turnOf(UInt256 timestamp, UInt256 submissionWindowEnd);
}
