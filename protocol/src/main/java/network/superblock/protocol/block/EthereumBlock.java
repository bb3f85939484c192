package network.superblock.protocol.block;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.OrderedRoot;

/**
 * A rollup's block, which has neither ommers nor withdrawals.
 *
 * @param transactions as they were signed (EIP-2718)
 */
public record EthereumBlock(BlockHeader header, List<Bytes> transactions) {

  public EthereumBlock {
    transactions = List.copyOf(transactions);
  }

  /**
   * The block that {@code rlp} encodes.
   *
   * @throws MalformedRlpException if it is none
   */
  public static EthereumBlock decode(Bytes rlp) throws MalformedRlpException {
    RlpList parts = RlpDecoder.decode(rlp, RlpLimits.BLOCK).asList().sized(3, 4);
    List<Bytes> transactions = new ArrayList<>();
    for (RlpItem transaction : parts.list(1).items()) transactions.add(raw(transaction));
    for (RlpItem none : parts.items().subList(2, parts.size())) {
      if (!none.asList().isEmpty())
        throw new MalformedRlpException("the block has ommers or withdrawals");
    }
    return new EthereumBlock(BlockHeader.decode(parts.list(0)), transactions);
  }

  /** The root that the header must name. */
  public Hash32 transactionsRoot() {
    return OrderedRoot.of(transactions);
  }

  private static Bytes raw(RlpItem transaction) throws MalformedRlpException {
    return switch (transaction) {
      case RlpList legacy -> legacy.encoded();
      case RlpString typed -> {
        if (typed.isEmpty() || typed.value().get(0) < 0)
          throw new MalformedRlpException("a transaction has no type");
        yield typed.value();
      }
    };
  }
}
