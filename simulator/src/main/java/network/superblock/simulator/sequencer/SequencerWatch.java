package network.superblock.simulator.sequencer;

import network.superblock.protocol.ChainId;
import network.superblock.protocol.Step;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.simulator.chain.SimulatedBlock;

/** Sees what a sequencer does, as it does it. */
public interface SequencerWatch {

  void stepped(
      ChainId chain,
      SequencerState before,
      SequencerEvent event,
      Step<SequencerState, SequencerEffect> step);

  /** A vote leaves the process. */
  void voted(Vote vote);

  /** A block leaves the process. */
  void submitted(SimulatedBlock block);

  /** A journal was folded: the state must be what it was when its last entry was written. */
  void recovered(ChainId chain, SequencerState journalled, SequencerState folded);
}
