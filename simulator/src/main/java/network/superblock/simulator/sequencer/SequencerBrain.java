package network.superblock.simulator.sequencer;

import network.superblock.protocol.Step;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;

/** Decides for a sequencer: the protocol, or a broken one whose faults must be caught. */
public interface SequencerBrain {

  Step<SequencerState, SequencerEffect> on(SequencerState state, SequencerEvent event);
}
