package network.superblock.sequencer.draft;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.DraftEntry;

/** What the workshop is told to do. */
sealed interface Order {

  record Revert(Slot slot, BlockRef parent) implements Order {}

  record Recover(Slot slot, BlockRef parent) implements Order {}

  record Open(Draft draft) implements Order {}

  record Append(DraftEntry entry) implements Order {}

  record Simulate(InstanceId instance, List<MailboxMessage> inbox, List<Bytes> transactions)
      implements Order {}

  record Seal(Draft draft, ChainXts xts) implements Order {}

  record Return(List<Bytes> transactions) implements Order {}

  record Refuse(Bytes transaction, String reason) implements Order {}

  record Arrived(L2Block block) implements Order {}

  /** The offered transaction was taken up, or not. */
  record Settle() implements Order {}

  /** There may be something to offer. */
  record Look() implements Order {}
}
