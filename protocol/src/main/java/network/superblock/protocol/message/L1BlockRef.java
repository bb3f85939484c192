package network.superblock.protocol.message;

import network.superblock.protocol.Hash32;

/** The finalized L1 block whose registry everyone uses in a slot. */
public record L1BlockRef(long number, Hash32 hash) {

  public L1BlockRef {
    if (number < 0) throw new IllegalArgumentException("L1 block number must not be negative");
  }
}
