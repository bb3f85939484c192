package network.superblock.simulator.clock;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * The only clock and the only thread: what is due runs in the order of its time, then in the order
 * in which it was arranged. All times are milliseconds since the start.
 */
public final class VirtualClock {

  private record Task(long due, long order, Runnable action) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return due == other.due ? Long.compare(order, other.order) : Long.compare(due, other.due);
    }
  }

  private final Instant start;
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private long order;

  public VirtualClock(Instant start) {
    this.start = start;
  }

  public Instant now() {
    return start.plusMillis(now);
  }

  public long millis() {
    return now;
  }

  /** Runs {@code action} in {@code millis}. */
  public void after(long millis, Runnable action) {
    tasks.add(new Task(now + Math.max(0, millis), order++, action));
  }

  /** Runs {@code action} at {@code instant}, at once if that has passed. */
  public void at(Instant instant, Runnable action) {
    after(instant.toEpochMilli() - start.toEpochMilli() - now, action);
  }

  /** Runs what is due next, unless it is due after {@code end}. */
  public boolean runNext(Instant end) {
    var next = tasks.peek();
    if (next == null || next.due() > end.toEpochMilli() - start.toEpochMilli()) return false;
    tasks.poll();
    now = next.due();
    next.action().run();
    return true;
  }
}
