package network.superblock.sequencer.evm;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/** A block as the node mined it: the header's hash is checked, nothing else is. */
public record MinedBlock(BlockHeader header, List<Hash32> transactions, List<Receipt> receipts) {

  public MinedBlock {
    transactions = List.copyOf(transactions);
    receipts = List.copyOf(receipts);
  }

  /** The receipts as the receipts trie holds them. */
  public List<Bytes> encodedReceipts() {
    return receipts.stream().map(Receipt::encoded).toList();
  }
}
