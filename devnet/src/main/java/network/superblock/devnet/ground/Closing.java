package network.superblock.devnet.ground;

import java.util.ArrayDeque;
import java.util.Deque;
import network.superblock.embedded.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be closed in the opposite order, every part even when another fails to.
 * Safe for many threads: it may be closed while parts are still being started.
 */
public final class Closing implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private record Part(String name, AutoCloseable resource) {}

  private final Deque<Part> started = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes over a part; the last one taken is the first to be closed.
   *
   * @throws StartFailedException if everything was closed meanwhile; the part is closed too
   */
  public <T extends AutoCloseable> T add(String name, T resource) {
    var part = new Part(name, resource);
    if (take(part)) return resource;
    close(part);
    throw new StartFailedException("stopped while " + name + " was starting");
  }

  private synchronized boolean take(Part part) {
    if (!closed) started.push(part);
    return !closed;
  }

  /** Whether there is nothing to close. */
  public synchronized boolean isEmpty() {
    return started.isEmpty();
  }

  /** Closes everything that it has; closing again does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) close(started.pop());
  }

  private static void close(Part part) {
    try {
      part.resource().close();
    } catch (Exception e) {
      log.warn("{} did not close in good order", part.name(), e);
    }
  }
}
