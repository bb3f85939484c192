package network.superblock.protocol.queue;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.Decision.AbortReason;

/** Where an xT stands, as its user sees it. See SBCP section 10. */
public sealed interface XtStatus {

  /** Whether nothing but a settlement rollback can change it any more. */
  default boolean isEnd() {
    return switch (this) {
      case Queued _, Withdrawing _, Started _, Committed _, Aborting _, Included _, Published _ ->
          false;
      case Finalized _, Aborted _, Exhausted _, Expired _, Withdrawn _ -> true;
    };
  }

  /**
   * It waits for its turn.
   *
   * @param attempts how often it was started before
   */
  record Queued(int attempts) implements XtStatus {}

  /** Its user took it back, but this slot's offer of it may still be taken up. */
  record Withdrawing(int attempts) implements XtStatus {}

  /** Its participants vote. */
  record Started(int attempts, Slot slot, SequenceNumber sequence) implements XtStatus {}

  /** Decided 1; provisional until the slot closes. */
  record Committed(int attempts, Slot slot, SequenceNumber sequence) implements XtStatus {}

  /** Decided 0; provisional until the slot closes. */
  record Aborting(int attempts, Slot slot, SequenceNumber sequence, AbortReason reason)
      implements XtStatus {}

  record Included(int attempts, SuperblockNumber superblock) implements XtStatus {}

  record Published(int attempts, SuperblockNumber superblock, Hash32 l1Transaction)
      implements XtStatus {}

  record Finalized(int attempts, SuperblockNumber superblock, Hash32 l1Transaction)
      implements XtStatus {}

  /** Aborted for good: a participant spoke against it. */
  record Aborted(AbortReason reason) implements XtStatus {}

  /** Started as often as the queue allows, and never included. */
  record Exhausted(int attempts) implements XtStatus {}

  record Expired() implements XtStatus {}

  record Withdrawn() implements XtStatus {}
}
