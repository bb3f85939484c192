package network.superblock.superblock.publishing;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.L1BlockRef;

/** What is different on L1 from what this service has stored. */
public sealed interface Change {

  /** A rollback that is not final yet: nothing is published until it is settled. */
  record RollBackSeen(long ordinal) implements Change {}

  /** The rollback seen before is gone with its L1 block. */
  record RollBackReorgedOut(long ordinal) implements Change {}

  /** A rollback is final: what lies above {@code lastValid} is void. */
  record RolledBack(
      long ordinal, SuperblockNumber lastValid, Hash32 lastValidHash, L1BlockRef block)
      implements Change {}

  /** The superblock stands in an L1 block. */
  record Included(SuperblockNumber number, Hash32 hash, Inclusion where) implements Change {}

  /** The L1 block that held the superblock is gone. */
  record Reorged(SuperblockNumber number, Hash32 hash) implements Change {}

  /** The L1 block that holds the superblock is final. */
  record Finalized(SuperblockNumber number, Hash32 hash, Inclusion where) implements Change {}

  /** Everything up to this L1 block is final and, with the changes before, applied. */
  record Followed(long block) implements Change {}
}
