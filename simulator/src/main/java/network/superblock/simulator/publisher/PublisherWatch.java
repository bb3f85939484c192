package network.superblock.simulator.publisher;

import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.Step;

/** Sees what the publisher does, as it does it. */
public interface PublisherWatch {

  void stepped(SlotState before, SlotEvent event, Step step);

  /** A replica goes on with the slot as it stands. */
  void tookOver(SlotState state);
}
