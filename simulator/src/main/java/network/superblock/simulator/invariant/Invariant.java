package network.superblock.simulator.invariant;

import java.util.function.Supplier;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.simulator.chain.SimulatedBlock;

/** One thing that must hold. It is told what happens, when it happens, and objects at once. */
abstract class Invariant {

  private final String name;

  Invariant(String name) {
    this.name = name;
  }

  /** A record of the current leader stands in the slot topic. */
  void recorded(SlotRecord record) {}

  /** A record stands in the slot topic whose writer leads no more. */
  void outdated(SlotRecord record) {}

  /** A vote leaves its sequencer. */
  void voted(Vote vote) {}

  /** A block leaves its sequencer. */
  void submitted(SimulatedBlock block) {}

  void stepped(ChainId chain, SequencerState before, SequencerEvent event, SequencerState after) {}

  void alarmed(ChainId chain, Alarm alarm) {}

  final void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) throw new Violation(name, otherwise.get());
  }
}
