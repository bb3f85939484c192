package network.superblock.sequencer.draft;

import network.superblock.protocol.ChainId;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.MailboxView;
import network.superblock.wire.transaction.TransactionDecoder;

/** What it takes to run transactions on one chain's drafts of one block. */
public record Workbench(
    Executor executor, Coordinator coordinator, MailboxView mailbox, TransactionDecoder decoder) {

  public static Workbench of(ExecutionNode node, Coordinator coordinator, BlockEnvironment block) {
    ChainId chain = block.chain();
    return new Workbench(
        new Executor(node, block),
        coordinator,
        new MailboxView(chain, coordinator.mailbox()),
        new TransactionDecoder(chain));
  }
}
