package network.superblock.simulator;

import java.util.function.Consumer;
import network.superblock.simulator.world.Report;
import network.superblock.simulator.world.World;

/** One seed, one history. */
public final class Simulation {

  private Simulation() {}

  /**
   * Runs the seed's history to its end.
   *
   * @throws SimulationFailedException if an invariant is broken, or a role gives up; it names the
   *     seed
   */
  public static Report run(long seed, Parts parts) {
    return run(seed, new World(Plan.of(seed), parts));
  }

  /** As above, and tells every record of the slot topic, a line each. */
  public static Report run(long seed, Parts parts, Consumer<String> narrator) {
    var world = new World(Plan.of(seed), parts);
    world.narrate(narrator);
    return run(seed, world);
  }

  /** Runs a history in which nothing goes wrong but the plan's weather. */
  public static Report runInWeather(Plan plan, Parts parts) {
    return run(plan.seed(), World.inWeather(plan, parts));
  }

  private static Report run(long seed, World world) {
    try {
      return world.run();
    } catch (RuntimeException broken) {
      throw new SimulationFailedException(seed, broken);
    }
  }
}
