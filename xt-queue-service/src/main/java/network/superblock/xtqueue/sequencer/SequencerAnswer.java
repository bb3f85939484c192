package network.superblock.xtqueue.sequencer;

import network.superblock.protocol.scp.SimulationResult;

/** What came of asking a sequencer to simulate. */
public sealed interface SequencerAnswer {

  record Simulated(SimulationResult result) implements SequencerAnswer {}

  /** It does not answer, or nobody knows where it is. */
  record Silent(String detail) implements SequencerAnswer {}

  /** It answers, but not the question: it is too busy, or not ready, or knows no such method. */
  record Declined(String detail) implements SequencerAnswer {}
}
