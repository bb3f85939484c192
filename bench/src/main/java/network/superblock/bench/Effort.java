package network.superblock.bench;

import java.time.Duration;

/**
 * How long benchmarks measure.
 *
 * @param part of the full run, 1 for all of it
 */
public record Effort(double part) {

  public static final Effort FULL = new Effort(1);
  public static final Effort SHORT = new Effort(0.3);

  public Effort {
    if (!(part > 0) || part > 1) throw new IllegalArgumentException("no part of a run: " + part);
  }

  /** That part of {@code full}, at least one. */
  public int of(int full) {
    return Math.max(1, (int) Math.round(part * full));
  }

  public Duration of(Duration full) {
    return Duration.ofMillis(Math.max(1, Math.round(part * full.toMillis())));
  }
}
