package network.superblock.blockstore;

import java.time.Duration;
import java.time.Instant;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;

/** What the slot topic says, as far as it was read. */
sealed interface SlotFold {

  /** Nothing was read yet but the rest of a slot whose beginning is not kept any more. */
  record Unbegun(Ledger genesis) implements SlotFold {}

  record Begun(SlotState state) implements SlotFold {}

  /** The log from its first record on. */
  static SlotFold fromFirst(Ledger genesis) {
    return new Unbegun(genesis);
  }

  /** The log from the record after a slot's end on: it carries everything that outlives a slot. */
  static SlotFold after(SlotClosed closed) {
    return new Begun(SlotLog.after(closed));
  }

  /**
   * The fold after one more record.
   *
   * @throws IllegalStateException if no leader could have written it here
   */
  default SlotFold read(SlotRecord record, long offset, Instant at, Duration scpTimer) {
    return switch (this) {
      case Begun(var state) -> new Begun(SlotLog.fold(state, record, at, scpTimer));
      case Unbegun(var genesis) when offset == 0 ->
          new Begun(SlotLog.fold(SlotLog.beforeFirst(genesis), record, at, scpTimer));
      case Unbegun unbegun -> record instanceof SlotClosed closed ? after(closed) : unbegun;
    };
  }

  /** What the log lets {@code chain} submit for {@code slot}. */
  default Expectation expectation(Slot slot, ChainId chain) {
    return switch (this) {
      case Begun(var state) -> Expectation.in(state, slot, chain);
      case Unbegun _ -> new Expectation.Unsealed();
    };
  }

  /** Whether the log has come past the end of {@code slot}. */
  default boolean isPast(Slot slot) {
    return switch (this) {
      case Begun(var state) -> Expectation.isOver(state, slot);
      case Unbegun _ -> false;
    };
  }
}
