package network.superblock.simulator;

/** A history went wrong; {@code -Dseed=} replays it. */
public final class SimulationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long seed;

  SimulationFailedException(long seed, RuntimeException cause) {
    super("seed " + seed + " (replay it with -Dseed=" + seed + "): " + cause.getMessage(), cause);
    this.seed = seed;
  }

  public long seed() {
    return seed;
  }
}
