package network.superblock.simulator;

import java.util.List;
import java.util.SplittableRandom;

/** All chance there is: one seed, one history. */
public final class Dice {

  private final SplittableRandom random;

  public Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** A number from {@code from} to {@code to}, both included. */
  public int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Dice of their own, so that one part's throws do not change another's. */
  public Dice split() {
    return new Dice(random.nextLong());
  }
}
