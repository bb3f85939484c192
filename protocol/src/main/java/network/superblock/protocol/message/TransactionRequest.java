package network.superblock.protocol.message;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;

/** The leg of an xT on one rollup: signed Ethereum transactions (EIP-2718), in order. */
public record TransactionRequest(ChainId chain, List<Bytes> transactions) {

  public TransactionRequest {
    if (transactions.isEmpty())
      throw new IllegalArgumentException("no transaction for chain " + chain);
    transactions = List.copyOf(transactions);
  }
}
