package network.superblock.slot;

import java.time.Duration;
import java.util.List;
import network.superblock.protocol.leadership.LeadershipState;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.slot.SlotState;
import network.superblock.slot.SlotInput.LogRead;

/** Tells several observers the same. */
record Observers(List<SlotObserver> all) implements SlotObserver {

  @Override
  public void folded(LogRead read, SlotState state) {
    all.forEach(observer -> observer.folded(read, state));
  }

  @Override
  public void written(List<SlotRecord> records, Duration took) {
    all.forEach(observer -> observer.written(records, took));
  }

  @Override
  public void standing(LeadershipState standing) {
    all.forEach(observer -> observer.standing(standing));
  }
}
