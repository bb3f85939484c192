package network.superblock.sequencer.draft;

import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.transaction.TransactionRefusal;

/** What came of trying a transaction on a draft. */
sealed interface Run {

  /** It ran, and may have failed as a transaction may: it pays and changes nothing else. */
  record Ran(Execution execution) implements Run {}

  /** It must not run here. */
  record Refused(TransactionRefusal refusal) implements Run {}

  /** Its gas limit does not fit what is left of the block. */
  record NoRoom() implements Run {}
}
