package network.superblock.sequencer.evm;

import java.util.Comparator;
import java.util.List;
import network.superblock.contracts.ContractLog;

/**
 * What the node says that a transaction did.
 *
 * @param root the transaction's own call
 * @param gasUsed after refunds, as a receipt counts it
 */
public record Trace(CallFrame root, long gasUsed, StateDiff diff) {

  public boolean succeeded() {
    return !root.failed();
  }

  /** The log entries in the order of the receipt. */
  public List<ContractLog> logs() {
    return root.lasting()
        .flatMap(frame -> frame.logs().stream())
        .sorted(Comparator.comparingInt(CallFrame.Emitted::index))
        .map(CallFrame.Emitted::log)
        .toList();
  }
}
