package network.superblock.protocol.block;

import static network.superblock.protocol.block.InvalidBlockException.require;
import static network.superblock.protocol.block.InvalidBlockException.requireEqual;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.trie.OrderedRoot;

/**
 * Checks one L2 block against its slot: header, inclusion and mailbox. Its signature is checked
 * where the message is received. See SBCP section 7.
 */
public final class BlockValidation {

  private BlockValidation() {}

  public static BlockValidity check(ExpectedBlock expected, L2Block block) {
    try {
      requireAnswer(expected, block);
      EthereumBlock ethereum = decoded(block);
      requireHeader(expected, block, ethereum);
      List<Receipt> receipts = receipts(block, ethereum);
      var body = BlockBody.of(expected, ethereum.transactions(), receipts);
      MailboxState after = body.mailboxAfter(expected.mailbox().before());
      MailboxProofs.requireState(
          after, expected.mailbox().contract(), ethereum.header().stateRoot(), block.evidence());
      return new BlockValidity.Valid(after);
    } catch (InvalidBlockException invalid) {
      return invalid.toValidity();
    }
  }

  private static void requireAnswer(ExpectedBlock expected, L2Block block)
      throws InvalidBlockException {
    requireEqual(expected.slot(), block.slot(), BlockFault.WRONG_SLOT);
    requireEqual(expected.chain(), block.chain(), BlockFault.WRONG_CHAIN);
    requireEqual(expected.request().number(), block.number(), BlockFault.WRONG_NUMBER);
    requireEqual(expected.request().parentHash(), block.parentHash(), BlockFault.WRONG_PARENT);
    requireEqual(expected.xts().ids(), block.includedXts(), BlockFault.WRONG_XTS);
  }

  private static EthereumBlock decoded(L2Block block) throws InvalidBlockException {
    try {
      return EthereumBlock.decode(block.block());
    } catch (MalformedRlpException malformed) {
      throw new InvalidBlockException(BlockFault.MALFORMED_BLOCK, malformed.reason());
    }
  }

  private static void requireHeader(ExpectedBlock expected, L2Block block, EthereumBlock ethereum)
      throws InvalidBlockException {
    BlockHeader header = ethereum.header();
    requireEqual(block.hash(), header.hash(), BlockFault.WRONG_HASH);
    requireEqual(expected.request().number(), header.number(), BlockFault.WRONG_NUMBER);
    requireEqual(expected.request().parentHash(), header.parentHash(), BlockFault.WRONG_PARENT);
    requireEqual(
        expected.slotStart().getEpochSecond(), header.timestamp(), BlockFault.WRONG_TIMESTAMP);
    requireEqual(
        ethereum.transactionsRoot(), header.transactionsRoot(), BlockFault.WRONG_TRANSACTIONS_ROOT);
  }

  private static List<Receipt> receipts(L2Block block, EthereumBlock ethereum)
      throws InvalidBlockException {
    List<Bytes> encoded = block.evidence().receipts();
    int transactions = ethereum.transactions().size();
    require(
        encoded.size() == transactions,
        BlockFault.MALFORMED_RECEIPTS,
        encoded.size() + " receipts of " + transactions + " transactions");
    List<Receipt> receipts = new ArrayList<>(encoded.size());
    try {
      for (Bytes receipt : encoded) receipts.add(Receipt.decode(receipt));
    } catch (MalformedRlpException malformed) {
      throw new InvalidBlockException(BlockFault.MALFORMED_RECEIPTS, malformed.reason());
    }
    requireEqual(
        OrderedRoot.of(encoded), ethereum.header().receiptsRoot(), BlockFault.WRONG_RECEIPTS_ROOT);
    return receipts;
  }
}
