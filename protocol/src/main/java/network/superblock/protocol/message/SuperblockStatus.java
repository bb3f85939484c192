package network.superblock.protocol.message;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;

/**
 * How far a superblock has come on L1. A fee bump replaces the transaction, so each status names
 * the one it speaks of. See SBCP section 9.
 */
public sealed interface SuperblockStatus extends ProtocolMessage {

  SuperblockNumber number();

  Hash32 hash();

  /** Its L1 transaction was sent. */
  record Published(SuperblockNumber number, Hash32 hash, Slot slot, Hash32 l1Transaction)
      implements SuperblockStatus {}

  /** Its L1 transaction stands in an L1 block that is not final yet. */
  record Included(
      SuperblockNumber number, Hash32 hash, Slot slot, Hash32 l1Transaction, L1BlockRef l1Block)
      implements SuperblockStatus {}

  /** The L1 block that holds it is final. */
  record Finalized(
      SuperblockNumber number, Hash32 hash, Slot slot, Hash32 l1Transaction, L1BlockRef l1Block)
      implements SuperblockStatus {}

  /** The L1 block that held it is gone; it will be sent again. */
  record Reorged(SuperblockNumber number, Hash32 hash) implements SuperblockStatus {}
}
