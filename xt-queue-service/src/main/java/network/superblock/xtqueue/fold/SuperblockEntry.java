package network.superblock.xtqueue.fold;

import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SuperblockStatus;

/**
 * What is known of a superblock. The two topics are read beside each other: what L1 makes of a
 * superblock may be read before the slot topic says which xTs it holds.
 *
 * @param builtAt when the slot topic built it; empty before that, and once it was rolled back
 * @param onL1 the last word on its L1 transaction
 */
public record SuperblockEntry(
    Hash32 hash,
    SuperblockNumber number,
    Optional<Instant> builtAt,
    Optional<SuperblockStatus> onL1) {

  /** Whether the slot topic has built it and not rolled it back. */
  public boolean built() {
    return builtAt.isPresent();
  }

  SuperblockEntry builtAt(Instant at) {
    return new SuperblockEntry(hash, number, Optional.of(at), onL1);
  }

  SuperblockEntry rolledBack() {
    return new SuperblockEntry(hash, number, Optional.empty(), onL1);
  }

  SuperblockEntry withStatus(SuperblockStatus status) {
    return new SuperblockEntry(hash, number, builtAt, Optional.of(status));
  }
}
