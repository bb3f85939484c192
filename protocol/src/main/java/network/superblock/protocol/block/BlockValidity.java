package network.superblock.protocol.block;

import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;

/**
 * Whether a block is valid by itself. What two chains say of one another is compared at closing.
 */
public sealed interface BlockValidity {

  /** The verdict that tells the network. */
  BlockVerdict verdictOn(L2Block block);

  /**
   * The block is what its slot demands.
   *
   * @param mailbox the proven fold counter, and roots towards each chain of the block's xTs
   */
  record Valid(MailboxState mailbox) implements BlockValidity {

    @Override
    public BlockVerdict verdictOn(L2Block block) {
      return new BlockVerdict.Accepted(
          block.slot(),
          block.chain(),
          block.number(),
          block.hash(),
          block.parentHash(),
          block.includedXts(),
          mailbox);
    }
  }

  /**
   * The block breaks a rule.
   *
   * @param detail for people
   */
  record Invalid(BlockFault fault, String detail) implements BlockValidity {

    @Override
    public BlockVerdict verdictOn(L2Block block) {
      return new BlockVerdict.Rejected(
          block.slot(), block.chain(), block.hash(), fault.label(), detail);
    }
  }
}
