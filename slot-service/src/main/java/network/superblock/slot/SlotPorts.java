package network.superblock.slot;

import java.time.Instant;

/** Everything outside that the driver uses. */
public record SlotPorts(
    SlotJournal journal,
    PublisherInputs inputs,
    Rollups rollups,
    Alarms alarms,
    SlotObserver observer) {

  /** Timers on the inbox that steps the driver. */
  public interface Alarms {
    void at(Instant instant, SlotInput input);
  }
}
