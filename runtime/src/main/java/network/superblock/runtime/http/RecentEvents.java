package network.superblock.runtime.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * The last events of a stream, in memory. A client that asks for older ones is refused, so that it
 * knows that it missed some. Safe for many threads.
 */
public final class RecentEvents<T> implements EventHistory<T> {

  private final int capacity;
  private final Deque<StreamEvent<T>> events = new ArrayDeque<>();
  private long forgotten;

  public RecentEvents(int capacity) {
    if (capacity < 1) throw new IllegalArgumentException("capacity must be positive: " + capacity);
    this.capacity = capacity;
  }

  /**
   * Adds the newest event.
   *
   * @throws IllegalArgumentException if the event's id is not above the last one's
   */
  public synchronized void add(StreamEvent<T> event) {
    if (event.id() <= lastId())
      throw new IllegalArgumentException("event ids must grow: " + event.id());
    if (events.size() == capacity) forgotten = events.removeFirst().id();
    events.addLast(event);
  }

  /** The newest event's id, where a client begins that wants only what is to come; 0 for none. */
  public synchronized long lastId() {
    return events.isEmpty() ? forgotten : events.getLast().id();
  }

  @Override
  public Flux<StreamEvent<T>> after(long id, int limit) {
    return Flux.defer(() -> Flux.fromIterable(read(id, limit)));
  }

  private synchronized List<StreamEvent<T>> read(long id, int limit) {
    // 0 asks for the first that there are.
    if (id != 0 && id < forgotten)
      throw ProblemType.EVENTS_GONE.exception(
          "Events up to " + forgotten + " are not kept; connect without Last-Event-ID");
    return events.stream().filter(event -> event.id() > id).limit(limit).toList();
  }
}
