package network.superblock.sequencer.evm;

import java.util.List;
import network.superblock.contracts.ContractLog;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/**
 * What a block says of a transaction.
 *
 * @param type the transaction's EIP-2718 type, 0 for legacy
 * @param bloom 256 bytes
 */
public record Receipt(
    int type,
    boolean succeeded,
    long cumulativeGasUsed,
    long gasUsed,
    Bytes bloom,
    List<ContractLog> logs) {

  public Receipt {
    logs = List.copyOf(logs);
  }

  /** The value in the receipts trie. */
  public Bytes encoded() {
    Bytes fields =
        RlpList.of(
                RlpString.of(succeeded ? 1 : 0),
                RlpString.of(cumulativeGasUsed),
                RlpString.of(bloom),
                RlpList.of(logs.stream().map(Receipt::rlp).toList()))
            .encoded();
    return type == 0 ? fields : Bytes.of((byte) type).concat(fields);
  }

  /** Whether the transaction did what the trace says. */
  public boolean matches(Trace predicted) {
    return succeeded == predicted.succeeded()
        && gasUsed == predicted.gasUsed()
        && logs.equals(predicted.logs());
  }

  private static RlpList rlp(ContractLog log) {
    List<RlpItem> topics = log.topics().stream().<RlpItem>map(RlpString::of).toList();
    return RlpList.of(RlpString.of(log.contract()), RlpList.of(topics), RlpString.of(log.data()));
  }
}
