package network.superblock.protocol.sequencer;

import java.time.Instant;
import network.superblock.protocol.message.SlotRecord.Opens;

/**
 * What a sequencer writes down to stand where it stood after a crash: ordered draft, votes and
 * sealed blocks follow from the entries since the last slot's opening. Entries before the first
 * opening need not be kept: a sequencer that crashes there starts afresh and votes as before.
 */
public sealed interface JournalEntry {

  /**
   * A slot opened. What was written before is history, except the sealed blocks, which are kept
   * until they are final on L1.
   *
   * @param before what the sequencer remembered until then
   */
  record SlotEntered(Memory before, Opens opening, Instant recorded) implements JournalEntry {}

  /** Something happened that changed the state. */
  record Happened(SequencerEvent event) implements JournalEntry {}
}
