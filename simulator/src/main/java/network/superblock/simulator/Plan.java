package network.superblock.simulator;

import java.time.Duration;
import java.util.List;
import network.superblock.simulator.log.Weather;

/**
 * What one seed makes of the network.
 *
 * @param faultySlots how many slots suffer every fault
 * @param calmSlots how many follow without any, in which everything must come right
 * @param xts how many xTs users submit while faults last
 * @param locals how many local transactions each rollup gets while faults last
 * @param incidents how many crashes and pauses there are
 * @param maxConcurrentInstances how many xTs may be voted on at a time
 * @param absences how many rollups are inactive for one of the faulty slots
 */
public record Plan(
    long seed,
    int rollups,
    int faultySlots,
    int calmSlots,
    int xts,
    int locals,
    int incidents,
    int maxConcurrentInstances,
    int absences,
    Weather weather) {

  private static final int CALM_SLOTS = 4;

  public static Plan of(long seed) {
    var dice = new Dice(seed);
    var rollups = dice.between(2, 5);
    return new Plan(
        seed,
        rollups,
        dice.between(5, 7),
        CALM_SLOTS,
        dice.between(10, 18),
        dice.between(4, 10),
        dice.between(0, 14),
        dice.pick(List.of(1, 2, 64, 64)),
        rollups > 2 ? 1 : 0,
        weather(dice));
  }

  /** Nothing goes wrong by chance: the slots before the calm ones wait for one fault on purpose. */
  public static Plan quiet(long seed, int rollups) {
    return new Plan(seed, rollups, 4, CALM_SLOTS, 0, 6, 0, 64, 0, Weather.CALM);
  }

  /**
   * So many slots of four rollups on bad lines: each record of each topic is lost with this
   * probability, on the slot topic on its way to each sequencer, and comes up to so much later.
   * Nothing else goes wrong. Three xTs are submitted a slot.
   */
  public static Plan onBadLines(long seed, int slots, double loss, Duration jitter) {
    var weather =
        new Weather(loss, 0, 0, 0, 0, Math.toIntExact(jitter.toMillis()), 0, 0, loss, 0, 0);
    return new Plan(seed, 4, slots, CALM_SLOTS, 3 * slots, slots, 0, 64, 0, weather);
  }

  private static Weather weather(Dice dice) {
    return new Weather(
        dice.between(0, 50) / 1000.0,
        dice.between(0, 100) / 1000.0,
        dice.between(0, 40) / 1000.0,
        dice.between(0, 60) / 1000.0,
        1,
        dice.between(8, 150),
        dice.between(0, 15) / 1000.0,
        dice.between(0, 40) / 1000.0,
        dice.chance(0.25) ? dice.between(1, 40) / 1000.0 : 0,
        dice.chance(0.25) ? dice.between(1, 80) / 1000.0 : 0,
        dice.between(0, 30) / 1000.0);
  }
}
