package network.superblock.simulator.log;

import network.superblock.simulator.Dice;
import network.superblock.simulator.clock.VirtualClock;

/** Every way that a record takes, under the weather of the moment. */
public final class Network {

  private final VirtualClock clock;
  private final Dice dice;
  private Weather weather;
  private Mishaps mishaps = Mishaps.NONE;

  public Network(VirtualClock clock, Dice dice, Weather weather) {
    this.clock = clock;
    this.dice = dice;
    this.weather = weather;
  }

  public void become(Weather next) {
    weather = next;
  }

  /** From now on these befall records as well. */
  public void aim(Mishaps next) {
    mishaps = next;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  public <T> Partition<T> partition() {
    return new Partition<>(this);
  }

  VirtualClock clock() {
    return clock;
  }

  Weather weather() {
    return weather;
  }

  boolean chance(double probability) {
    return dice.chance(probability);
  }

  int between(int from, int to) {
    return dice.between(from, to);
  }

  /**
   * What becomes of a batch.
   *
   * @param records how many of its first records stand in the log
   * @param isKnown whether its writer learns that all do
   */
  public record Landing(int records, boolean isKnown) {}

  /** What becomes of the next batch of so many records. */
  public Landing landing(int records) {
    return dice.chance(weather.appendFailure())
        ? new Landing(dice.between(0, records), false)
        : new Landing(records, true);
  }

  /** How probably an execution never ends. */
  public double hang() {
    return weather.hang();
  }

  /** Whether every sequencer meets the slot topic as it is, which a real log promises. */
  public boolean showsEveryRecordInOrder() {
    return weather.blindness() == 0 && weather.disorder() == 0;
  }

  /** Whether a sequencer misses the next record of the slot topic. */
  public boolean blinds() {
    return dice.chance(weather.blindness());
  }

  /** Whether a sequencer meets the next record of the slot topic too late. */
  public boolean disorders() {
    return dice.chance(weather.disorder());
  }

  /** How long the next record travels, in milliseconds. */
  public int delay() {
    var delay = dice.between(weather.minDelay(), weather.maxDelay());
    return dice.chance(weather.straggle()) ? delay * 30 : delay;
  }
}
