package network.superblock.sequencer.draft;

import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.transaction.TransactionRefusal;

/** What came of adding an entry to a draft. */
public sealed interface Extension {

  record Extended(ExecutedDraft draft) implements Extension {}

  /** A local transaction that must not be added. */
  record Refused(TransactionRefusal refusal) implements Extension {}

  /** Its gas limit does not fit what is left; the next block may have room. */
  record NoRoom() implements Extension {}

  /** An entry that the draft cannot do without does not run. */
  record Impossible(String reason) implements Extension {}

  /** Tries to put an entry behind all others of a draft. */
  static Extension of(ExecutedDraft draft, DraftEntry entry) {
    try {
      return draft.extend(entry);
    } catch (NodeRefusedException e) {
      return new Impossible("the node refuses: " + e.getMessage());
    }
  }
}
