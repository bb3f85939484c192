package network.superblock.sequencer;

import java.time.Instant;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;

/** Who watches the driver at work, from the driver's own thread. */
public interface SequencerObserver {

  /** The driver stands where the journal and the slot topic end, and begins to act. */
  default void live(SequencerState state) {}

  /** The driver took an event. */
  default void stepped(
      SequencerEvent event, SequencerState before, SequencerState after, Instant now) {}

  /** Something that an operator must look at. */
  default void alarmed(Alarm alarm, Instant now) {}
}
