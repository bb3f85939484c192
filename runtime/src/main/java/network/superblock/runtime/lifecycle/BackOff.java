package network.superblock.runtime.lifecycle;

import java.time.Duration;

/**
 * How long to wait before another attempt: doubling from the first wait to the longest.
 *
 * @param first after the first failure
 * @param longest never longer than this
 */
public record BackOff(Duration first, Duration longest) {

  public static final BackOff DEFAULT = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

  public BackOff {
    if (!first.isPositive()) throw new IllegalArgumentException("a wait must be positive");
    if (longest.compareTo(first) < 0)
      throw new IllegalArgumentException("the longest wait must not be shorter than the first");
  }

  /** The wait after {@code failures} failures in a row, of which there is at least one. */
  public Duration after(int failures) {
    var wait = first;
    for (var doubled = 1; doubled < failures && wait.compareTo(longest) < 0; doubled++)
      wait = wait.multipliedBy(2);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
