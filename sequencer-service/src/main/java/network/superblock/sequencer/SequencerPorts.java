package network.superblock.sequencer;

import java.time.Instant;

/** Everything outside that the driver uses. */
public record SequencerPorts(
    SequencerJournal journal,
    Workplace workplace,
    Outbox outbox,
    SealedBlocks blocks,
    Alarms alarms,
    SequencerObserver observer) {

  /** Timers on the inbox that steps the driver. */
  public interface Alarms {
    void at(Instant instant, SequencerInput input);
  }
}
