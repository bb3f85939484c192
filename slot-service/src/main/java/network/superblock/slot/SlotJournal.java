package network.superblock.slot;

import java.util.List;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.runtime.kafka.AppendFailedException;

/** The slot topic as its leader writes it. */
public interface SlotJournal {

  /**
   * Appends the records in order, as one batch, and returns once the log has acknowledged all.
   *
   * @throws AppendFailedException if that is not known: some, all or none may stand in the log
   */
  void append(Term term, List<SlotRecord> records) throws InterruptedException;
}
