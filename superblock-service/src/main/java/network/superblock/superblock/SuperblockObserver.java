package network.superblock.superblock;

import java.util.Optional;
import network.superblock.superblock.SettlementStore.Applied;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.l1.Receipt;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.Standing;

/** Who watches the service at work, from the threads that do it. */
public interface SuperblockObserver {

  /** What became of a transaction that was sent. */
  enum Sending {
    /** A first transaction was taken by a node. */
    FIRST,
    /** One with a higher fee was taken in the place of another. */
    REPLACEMENT,
    /** A stored one was taken again. */
    REPEATED,
    /** The contract would revert it: it was not sent. */
    REVERTING,
    /** The node does not want it. */
    REFUSED
  }

  /** A slot's end was kept. */
  default void kept(ClosedSlot slot, Kept kept) {}

  /** A look at L1 has begun with this. */
  default void looked(Standing standing, L1View view) {}

  /** L1 changed something. */
  default void applied(Applied applied) {}

  /** A transaction was sent, or not. */
  default void sending(Sending outcome) {}

  /** A transaction of ours was mined. */
  default void mined(Receipt receipt) {}

  /** A superblock on L1 was verified again; {@code fault} is what is wrong with it, if anything. */
  default void verified(Optional<String> fault) {}

  /** A look at L1 is over. */
  default void status(PublishingStatus status) {}
}
