package network.superblock.runtime.inbox;

/**
 * An inbox's size and habits.
 *
 * @param name names the thread and the metrics
 * @param capacity how many messages may wait before producers block
 * @param maxBatch how many events one step may take at most; 1 for one at a time
 */
public record InboxOptions(String name, int capacity, int maxBatch) {

  public InboxOptions {
    if (capacity < 1) throw new IllegalArgumentException("capacity must be positive: " + capacity);
    if (maxBatch < 1) throw new IllegalArgumentException("batch must be positive: " + maxBatch);
  }

  public static InboxOptions oneAtATime(String name, int capacity) {
    return new InboxOptions(name, capacity, 1);
  }
}
