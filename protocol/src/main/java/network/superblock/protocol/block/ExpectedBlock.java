package network.superblock.protocol.block;

import java.time.Instant;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.L2BlockRequest;

/**
 * What the slot demands of one chain's block.
 *
 * @param slotStart in whole seconds the block's timestamp
 */
public record ExpectedBlock(
    Slot slot, Instant slotStart, L2BlockRequest request, Mailbox mailbox, ChainXts xts) {

  public ExpectedBlock {
    if (!xts.chain().equals(request.chain()))
      throw new IllegalArgumentException(
          "xTs of chain " + xts.chain() + " for a block of " + request.chain());
  }

  public ChainId chain() {
    return request.chain();
  }

  /**
   * The chain's mailbox before the block.
   *
   * @param contract the registered address
   * @param before as proven in the chain's last block of a superblock not rolled back
   */
  public record Mailbox(Address contract, MailboxState before) {}
}
