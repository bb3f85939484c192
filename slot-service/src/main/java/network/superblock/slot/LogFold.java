package network.superblock.slot;

import java.time.Duration;
import java.util.Optional;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;
import network.superblock.slot.SlotInput.LogRead;

/**
 * What the log says. When retention has cut off the log's beginning, the fold starts at the first
 * slot's end that is left: it carries everything that outlives a slot. Confined to the driver's
 * thread.
 */
final class LogFold {

  private final Duration scpTimer;
  private SlotState state;
  private InputOffsets inputs = InputOffsets.NONE;
  private long settled;
  private boolean begun;

  LogFold(Ledger genesis, Duration scpTimer) {
    this.scpTimer = scpTimer;
    this.state = SlotLog.beforeFirst(genesis);
  }

  /** The state after the last record. */
  SlotState state() {
    return state;
  }

  /** From where the inputs of the slot that opened last are read. */
  InputOffsets inputs() {
    return inputs;
  }

  /** Folds one record; empty while the log's cut-off beginning is being passed over. */
  Optional<SlotState> read(LogRead read) {
    if (read.record() instanceof SlotRecord.Opens opens) {
      inputs = opens.opening().inputs();
      settled = opens.opening().settled();
    }
    // The first record of a whole log is the first leader's claim.
    if (begun || read.offset() == 0)
      return began(SlotLog.fold(state, read.record(), read.at(), scpTimer));
    return read.record() instanceof SlotClosed closed
        ? began(SlotLog.after(closed, settled))
        : Optional.empty();
  }

  private Optional<SlotState> began(SlotState next) {
    begun = true;
    state = next;
    return Optional.of(next);
  }
}
