package network.superblock.simulator.publisher;

import java.time.Duration;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;
import network.superblock.simulator.log.SlotEntry;

/** What the slot topic says so far. */
final class LogFold {

  private final Duration scpTimer;
  private LeaderFilter filter = LeaderFilter.atStart();
  private SlotState state;
  private InputOffsets inputs = InputOffsets.NONE;

  LogFold(Ledger genesis, Duration scpTimer) {
    this.scpTimer = scpTimer;
    this.state = SlotLog.beforeFirst(genesis);
  }

  /** Folds the entry; false if it is not of the current leader. */
  boolean read(SlotEntry entry) {
    var reading = filter.read(entry.writer(), entry.record());
    filter = reading.next();
    if (!(reading instanceof Reading.Accepted)) return false;
    state = SlotLog.fold(state, entry.record(), entry.at(), scpTimer);
    if (entry.record() instanceof Opens opens) inputs = opens.opening().inputs();
    return true;
  }

  SlotState state() {
    return state;
  }

  /** From where the inputs of the slot that opened last are read. */
  InputOffsets inputs() {
    return inputs;
  }
}
