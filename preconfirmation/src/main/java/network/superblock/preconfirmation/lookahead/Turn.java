package network.superblock.preconfirmation.lookahead;

import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;

/** What a schedule says of a slot. Not knowing is not the same as knowing that it cannot be. */
public sealed interface Turn {

  /** Whose turn it is, and when exactly the slot ends. */
  record Known(Address signer, UInt256 windowEnd) implements Turn {}

  /** The schedule does not reach that far, or is not there yet. */
  record Unknown() implements Turn {}

  /** There is no such slot, and there will not be: before genesis, or between the slots. */
  record Impossible() implements Turn {}
}
