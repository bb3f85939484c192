package network.superblock.bench.report;

import java.util.Arrays;

/** Durations, of which percentiles are asked. Safe for many threads. */
public final class Latencies {

  private static final double MILLI = 1e6;

  private long[] nanos = new long[1024];
  private int count;

  public synchronized void add(long elapsedNanos) {
    if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
    nanos[count++] = elapsedNanos;
  }

  public synchronized int count() {
    return count;
  }

  public synchronized void clear() {
    count = 0;
  }

  /**
   * The percentile, in milliseconds.
   *
   * @throws IllegalStateException if there is none to choose from
   */
  public synchronized double percentile(double percent) {
    if (count == 0) throw new IllegalStateException("nothing was measured");
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    var rank = (int) Math.ceil(percent / 100 * count);
    return sorted[Math.max(0, rank - 1)] / MILLI;
  }

  /** How many of them, one after the other, there are in a second. */
  public synchronized double perSecond() {
    return count * 1e9 / Arrays.stream(nanos, 0, count).sum();
  }

  public double median() {
    return percentile(50);
  }
}
