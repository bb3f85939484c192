package network.superblock.simulator.settlement;

import network.superblock.protocol.SuperblockNumber;

/** Whether a superblock is sent to L1 again when it is not there. */
public interface PublishingHabit {

  PublishingHabit PERSISTENT = (_, _) -> true;

  boolean sends(SuperblockNumber number, int attempt);
}
