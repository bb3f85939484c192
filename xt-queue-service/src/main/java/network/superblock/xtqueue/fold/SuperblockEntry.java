package network.superblock.xtqueue.fold;

import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SuperblockStatus;

/**
 * What is known of a superblock. The two topics are read beside each other: what L1 makes of a
 * superblock may be read before the slot topic says which xTs it holds.
 *
 * @param built whether the slot topic has built it and not rolled it back
 * @param onL1 the last word on its L1 transaction
 */
public record SuperblockEntry(
    Hash32 hash, SuperblockNumber number, boolean built, Optional<SuperblockStatus> onL1) {

  SuperblockEntry withBuilt(boolean nowBuilt) {
    return new SuperblockEntry(hash, number, nowBuilt, onL1);
  }

  SuperblockEntry withStatus(SuperblockStatus status) {
    return new SuperblockEntry(hash, number, built, Optional.of(status));
  }
}
