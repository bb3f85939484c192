package network.superblock.sequencer.draft;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.runtime.simulation.LegQuestion;

/**
 * Runs legs that nobody has to vote on: on the draft as it stands or, between two slots, on the
 * head. It keeps nothing of them. Safe for many threads.
 */
public final class LegTrial {

  // The node has a block to build.
  private static final int AT_A_TIME = 4;

  private final Semaphore free = new Semaphore(AT_A_TIME);

  /** What comes of the leg; blocks for the node's answers. Empty when too many are running. */
  public Optional<SimulationResult> run(LocalAdmission admission, LegQuestion question) {
    if (!free.tryAcquire()) return Optional.empty();
    try {
      return Optional.of(admission.ofDraft(draft -> run(draft, question)));
    } finally {
      free.release();
    }
  }

  static SimulationResult run(ExecutedDraft draft, LegQuestion question) {
    return new LegSimulation(draft.workbench(), draft.overlay(), question.transactions())
        .run(question.inbox())
        .result();
  }
}
