package network.superblock.slot;

import network.superblock.protocol.Term;
import network.superblock.protocol.message.InputOffsets;

/** What a leader decides upon: votes, offers, verdicts and what L1 did to superblocks. */
public interface PublisherInputs {

  /**
   * Reads every input topic from {@code from}, a partition that is not named from its beginning,
   * and hands what it reads to the driver as inputs of {@code term}.
   */
  void start(Term term, InputOffsets from);

  /** Ends the reading; what was handed over before may still wait in the driver's inbox. */
  void stop();
}
