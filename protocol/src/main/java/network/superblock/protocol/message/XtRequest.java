package network.superblock.protocol.message;

import static java.util.stream.Collectors.toCollection;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;

/**
 * A cross-chain transaction as its user signed it: one leg for each of two or more rollups. The
 * order of the legs is part of its identity.
 */
public record XtRequest(List<TransactionRequest> transactions) implements ProtocolMessage {

  public XtRequest {
    if (transactions.size() < 2)
      throw new IllegalArgumentException("an xT spans at least two chains");
    transactions = List.copyOf(transactions);
    if (chainsOf(transactions).size() != transactions.size())
      throw new IllegalArgumentException("a chain is named twice");
  }

  /** SHA-256 of the canonical serialization. See SBCP section 2. */
  public XtId id() {
    return XtIdentity.of(this);
  }

  /** The rollups concerned. */
  public SortedSet<ChainId> chains() {
    return Collections.unmodifiableSortedSet(chainsOf(transactions));
  }

  /** Whether the xT has a leg on {@code chain}. */
  public boolean concerns(ChainId chain) {
    return transactions.stream().anyMatch(leg -> leg.chain().equals(chain));
  }

  /**
   * The transactions for {@code chain}, in order.
   *
   * @throws IllegalArgumentException if the xT does not concern the chain
   */
  public List<Bytes> transactionsOn(ChainId chain) {
    return transactions.stream()
        .filter(leg -> leg.chain().equals(chain))
        .map(TransactionRequest::transactions)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no leg on chain " + chain));
  }

  private static SortedSet<ChainId> chainsOf(List<TransactionRequest> legs) {
    return legs.stream().map(TransactionRequest::chain).collect(toCollection(TreeSet::new));
  }
}
