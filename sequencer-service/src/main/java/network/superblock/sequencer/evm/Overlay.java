package network.superblock.sequencer.evm;

import java.util.ArrayList;
import java.util.List;

/**
 * A draft's state: the parent block's, and on it what each transaction changed, in order.
 * Immutable: taking a transaction back is going on with the overlay from before it, and a fork is
 * two overlays pushed on the same one.
 *
 * @param state everything that changed since the parent block
 */
public record Overlay(
    BlockEnvironment block, List<Execution> executions, StateDiff state, long gasUsed) {

  public Overlay {
    executions = List.copyOf(executions);
  }

  /** The parent block's state. */
  public static Overlay on(BlockEnvironment block) {
    return new Overlay(block, List.of(), StateDiff.NONE, 0);
  }

  /**
   * What a transaction's limit must fit. As in the EVM, that is the block's limit without what was
   * used so far: what a transaction was allowed and did not use is there for the next.
   */
  public long gasLeft() {
    return block.gasLimit() - gasUsed;
  }

  public Overlay push(Execution execution) {
    var more = new ArrayList<>(executions);
    more.add(execution);
    return new Overlay(
        block, more, state.then(execution.trace().diff()), gasUsed + execution.trace().gasUsed());
  }

  public Overlay pushAll(List<Execution> further) {
    Overlay overlay = this;
    for (Execution execution : further) overlay = overlay.push(execution);
    return overlay;
  }

  /** What was pushed since {@code before}, in order. */
  public List<Execution> since(Overlay before) {
    return executions.subList(before.executions.size(), executions.size());
  }
}
