package network.superblock.protocol.sequencer;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.MailboxMessage;

/** What a draft is made of. */
public sealed interface DraftEntry {

  /** The coordinator's first transaction of a block: it records the slot. */
  record TopOfBlock(Slot slot) implements DraftEntry {}

  /** A signed transaction (EIP-2718) that concerns this rollup alone. */
  record Local(Bytes transaction) implements DraftEntry {}

  /**
   * This rollup's leg of a committed xT.
   *
   * @param inbox the messages that the coordinator puts first, one transaction each, in order
   * @param transactions the leg's own, in order, right behind
   */
  record CrossChain(XtId xt, List<MailboxMessage> inbox, List<Bytes> transactions)
      implements DraftEntry {
    public CrossChain {
      inbox = List.copyOf(inbox);
      transactions = List.copyOf(transactions);
    }
  }
}
