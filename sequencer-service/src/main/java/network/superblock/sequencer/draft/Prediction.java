package network.superblock.sequencer.draft;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.evm.AccountDiff;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.Overlay;

/** What a draft says of the block that it becomes, beside the receipts. */
record Prediction(Overlay draft) {

  boolean holdsFor(BlockHeader mined) {
    BlockEnvironment block = draft.block();
    return mined.number().equals(block.number())
        && mined.parent().equals(block.parent())
        && mined.timestamp().equals(block.timestamp())
        && mined.baseFee().equals(block.baseFee())
        && mined.feeRecipient().equals(block.feeRecipient())
        && mined.gasLimit() == block.gasLimit()
        && mined.randomness().equals(block.randomness());
  }

  /** Compares all of the mailbox's storage that the draft wrote, its roots among it. */
  boolean holdsForMailbox(ExecutionNode node, Address mailbox) {
    Optional<AccountDiff> written = draft.state().of(mailbox);
    if (written.isEmpty()) return true;
    SortedMap<Hash32, Hash32> storage = written.get().storage();
    List<Hash32> mined =
        node.storage(mailbox, List.copyOf(storage.keySet()), draft.block().number());
    return mined.equals(List.copyOf(storage.values()));
  }
}
