package network.superblock.simulator.world;

import network.superblock.protocol.ChainId;
import network.superblock.protocol.Step;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerState;

/** A sequencer's step, before its effects are carried out. */
record StepSeen(ChainId chain, SequencerState before, Step<SequencerState, SequencerEffect> step) {

  boolean enters(Class<? extends SequencerState> state) {
    return state.isInstance(step.state()) && !state.isInstance(before);
  }

  boolean orders(Class<? extends SequencerEffect> effect) {
    return step.effects().stream().anyMatch(effect::isInstance);
  }

  /** How many effects come before the first of this kind. */
  int effectsBefore(Class<? extends SequencerEffect> effect) {
    return (int) step.effects().stream().takeWhile(e -> !effect.isInstance(e)).count();
  }
}
