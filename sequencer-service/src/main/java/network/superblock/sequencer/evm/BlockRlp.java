package network.superblock.sequencer.evm;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/**
 * An Ethereum block as it travels: header, transactions, no uncles and, where the header commits to
 * them, no withdrawals.
 */
public record BlockRlp(BlockHeader header, List<Bytes> transactions) {

  private static final int FIRST_LIST_PREFIX = 0xc0;

  /** A header with more fields than this commits to withdrawals (EIP-4895). */
  private static final int FIELDS_BEFORE_WITHDRAWALS = 16;

  public BlockRlp {
    transactions = List.copyOf(transactions);
  }

  /**
   * Reads a block.
   *
   * @throws MalformedRlpException if the bytes are none
   */
  public static BlockRlp decode(Bytes block) throws MalformedRlpException {
    RlpList parts = RlpDecoder.decode(block, RlpLimits.BLOCK).asList().sized(3, 4);
    var transactions = new ArrayList<Bytes>();
    for (RlpItem item : parts.list(1).items())
      transactions.add(item instanceof RlpString typed ? typed.value() : item.encoded());
    return new BlockRlp(new BlockHeader(parts.list(0)), transactions);
  }

  public Bytes encoded() {
    var body = new ArrayList<RlpItem>();
    try {
      for (Bytes transaction : transactions) body.add(item(transaction));
    } catch (MalformedRlpException e) {
      throw new IllegalStateException("a mined transaction is no RLP", e);
    }
    var parts = new ArrayList<RlpItem>(List.of(header.rlp(), RlpList.of(body), RlpList.of()));
    if (header.rlp().size() > FIELDS_BEFORE_WITHDRAWALS) parts.add(RlpList.of());
    return RlpList.of(parts).encoded();
  }

  /** Legacy transactions stand in the body as lists, typed ones as strings. */
  private static RlpItem item(Bytes transaction) throws MalformedRlpException {
    return (transaction.get(0) & 0xff) >= FIRST_LIST_PREFIX
        ? RlpDecoder.decode(transaction, RlpLimits.TRANSACTION)
        : RlpString.of(transaction);
  }
}
