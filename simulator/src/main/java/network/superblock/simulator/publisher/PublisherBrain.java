package network.superblock.simulator.publisher;

import java.time.Instant;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.Step;

/** Decides for the publisher: the protocol, or a broken one whose faults must be caught. */
public interface PublisherBrain {

  Step on(SlotState state, SlotEvent event, Instant now);
}
