package network.superblock.sequencer.draft;

import network.superblock.protocol.sequencer.SequencerEvent;

/** Where the workshop's answers go. May block while the receiver is busy. */
@FunctionalInterface
public interface Answers {
  void answer(SequencerEvent event);
}
