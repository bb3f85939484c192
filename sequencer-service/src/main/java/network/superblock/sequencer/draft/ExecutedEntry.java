package network.superblock.sequencer.draft;

import java.util.List;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.sequencer.evm.Execution;

/**
 * An entry of a draft and what it did where it stands.
 *
 * @param executions its transactions, the coordinator's among them, in order
 * @param accesses what it folded into the mailbox, in order
 */
public record ExecutedEntry(
    DraftEntry entry, List<Execution> executions, List<MailboxAccess> accesses) {

  public ExecutedEntry {
    executions = List.copyOf(executions);
    accesses = List.copyOf(accesses);
  }
}
