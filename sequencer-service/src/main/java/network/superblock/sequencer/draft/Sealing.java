package network.superblock.sequencer.draft;

import java.util.List;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.wire.transaction.SignedTransaction;

/** What came of sealing a draft. */
public sealed interface Sealing {

  /**
   * The block stands at the node's head and is what the draft said.
   *
   * @param draft as it was sealed, without what had to be dropped
   * @param dropped local transactions that ran otherwise than predicted
   */
  record Sealed(ExecutedDraft draft, MinedBlock block, List<SignedTransaction> dropped)
      implements Sealing {
    public Sealed {
      dropped = List.copyOf(dropped);
    }
  }

  /** No block that keeps every vote can be made of the draft; the node stands on the parent. */
  record Impossible(String reason) implements Sealing {}
}
