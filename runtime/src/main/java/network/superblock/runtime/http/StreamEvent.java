package network.superblock.runtime.http;

/**
 * One event of a stream.
 *
 * @param id positive, growing; what a client that comes back names as {@code Last-Event-ID}
 * @param type the SSE event name, an API fact
 */
public record StreamEvent<T>(long id, String type, T data) {

  public StreamEvent {
    if (id <= 0) throw new IllegalArgumentException("event id must be positive: " + id);
  }
}
