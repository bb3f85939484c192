package network.superblock.sequencer;

import java.util.List;
import java.util.Optional;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.runtime.kafka.SlotPlace;

/** The sequencer's durable history since its last slot's opening. */
public interface SequencerJournal {

  /**
   * What was written last.
   *
   * @param entries since the last slot's opening; none when there is no journal, or none that can
   *     be read
   * @param slots from where the slot topic is read on
   * @param inputs from where the other topics are read on
   */
  record Recorded(List<JournalEntry> entries, SlotPlace slots, InputOffsets inputs) {
    public Recorded {
      entries = List.copyOf(entries);
    }
  }

  Recorded load();

  /**
   * Writes the entries and the places in one transaction; they are durable when this returns. What
   * lies before an entry that opens a slot may be forgotten.
   *
   * @param slots empty when the place has not changed
   */
  void append(List<JournalEntry> entries, Optional<SlotPlace> slots, InputOffsets inputs);
}
