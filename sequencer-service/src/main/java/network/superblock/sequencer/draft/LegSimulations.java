package network.superblock.sequencer.draft;

import java.util.Optional;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.protocol.sequencer.SequencerEvent.SimulationEnded;
import network.superblock.runtime.lifecycle.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulates legs on threads of their own, so that no order waits for one. */
final class LegSimulations {

  private static final Logger log = LoggerFactory.getLogger(LegSimulations.class);

  private final Bench bench;
  private final Answers answers;

  LegSimulations(Bench bench, Answers answers) {
    this.bench = bench;
    this.answers = answers;
  }

  /** Returns at once; the answer follows, whatever happens. */
  void start(Order.Simulate order) {
    Optional<LegSimulation> simulation = bench.simulationOf(order);
    if (simulation.isEmpty()) {
      end(order, failed(VoteRefusal.Cause.NODE_UNAVAILABLE, "there is no draft"));
      return;
    }
    Thread.ofVirtual()
        .name("simulation " + order.instance())
        .start(() -> end(order, simulated(simulation.get(), order)));
  }

  private static SimulationResult simulated(LegSimulation simulation, Order.Simulate order) {
    try {
      return simulation.run(order.inbox()).result();
    } catch (RuntimeException e) {
      log.error("the simulation of {} broke", order.instance(), e);
      return failed(VoteRefusal.Cause.EXECUTION_FAILED, Reason.of(e));
    }
  }

  private void end(Order.Simulate order, SimulationResult result) {
    answers.answer(new SimulationEnded(order.instance(), result));
  }

  private static SimulationResult failed(VoteRefusal.Cause cause, String detail) {
    return new SimulationResult.Failed(new VoteRefusal(cause, detail));
  }
}
