package network.superblock.sequencer.draft;

import java.util.List;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.sequencer.evm.Execution;

/** What came of simulating this chain's leg of an xT, and what a commit would add to the draft. */
public sealed interface LegResult {

  SimulationResult result();

  /**
   * Every transaction succeeded.
   *
   * @param executions the putInbox transactions, then the xT's own
   */
  record Complete(SimulationResult.Succeeded result, List<Execution> executions)
      implements LegResult {
    public Complete {
      executions = List.copyOf(executions);
    }
  }

  /** It waits for a message, or cannot succeed on this draft. */
  record Incomplete(SimulationResult result) implements LegResult {}
}
