package network.superblock.simulator.world;

import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Step;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.sequencer.SequencerWatch;

/** Several watches as one. */
record SequencerWatches(List<SequencerWatch> watches) implements SequencerWatch {

  @Override
  public void stepped(
      ChainId chain,
      SequencerState before,
      SequencerEvent event,
      Step<SequencerState, SequencerEffect> step) {
    for (var watch : watches) watch.stepped(chain, before, event, step);
  }

  @Override
  public void voted(Vote vote) {
    for (var watch : watches) watch.voted(vote);
  }

  @Override
  public void submitted(SimulatedBlock block) {
    for (var watch : watches) watch.submitted(block);
  }

  @Override
  public void recovered(ChainId chain, SequencerState journalled, SequencerState folded) {
    for (var watch : watches) watch.recovered(chain, journalled, folded);
  }
}
