package network.superblock.sequencer;

import java.time.Instant;
import java.util.List;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;

/** Tells several observers the same. */
record SequencerObservers(List<SequencerObserver> all) implements SequencerObserver {

  @Override
  public void live(SequencerState state) {
    all.forEach(observer -> observer.live(state));
  }

  @Override
  public void stepped(
      SequencerEvent event, SequencerState before, SequencerState after, Instant now) {
    all.forEach(observer -> observer.stepped(event, before, after, now));
  }

  @Override
  public void alarmed(Alarm alarm, Instant now) {
    all.forEach(observer -> observer.alarmed(alarm, now));
  }
}
