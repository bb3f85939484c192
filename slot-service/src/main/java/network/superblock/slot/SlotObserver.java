package network.superblock.slot;

import java.time.Duration;
import java.util.List;
import network.superblock.protocol.leadership.LeadershipState;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.slot.SlotState;
import network.superblock.slot.SlotInput.LogRead;

/** Who watches the driver at work, from the driver's own thread. */
public interface SlotObserver {

  /** A record of the log was folded into {@code state}, on every replica. */
  default void folded(LogRead read, SlotState state) {}

  /** The leader's records were acknowledged after {@code took}. */
  default void written(List<SlotRecord> records, Duration took) {}

  /** This replica's part has changed. */
  default void standing(LeadershipState standing) {}
}
