package network.superblock.runtime.failpoint;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A failpoint at which a thread of this very process stands still, for a test that runs a service
 * beside itself and looks at what is durable there. Whoever comes there first is held until the
 * test closes it.
 */
public final class HeldPoint implements AutoCloseable {

  private static final Map<String, HeldPoint> HELD = new ConcurrentHashMap<>();

  private final String point;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private HeldPoint(String point) {
    this.point = point;
  }

  /**
   * Holds whoever comes to the point from now on.
   *
   * @throws IllegalStateException if it is held already
   */
  public static HeldPoint at(String point) {
    var held = new HeldPoint(point);
    if (HELD.putIfAbsent(point, held) != null)
      throw new IllegalStateException("held already: " + point);
    return held;
  }

  /** Whether somebody has come there within {@code limit}. */
  public boolean isReachedWithin(Duration limit) throws InterruptedException {
    return reached.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets everybody go on. */
  public void release() {
    HELD.remove(point, this);
    released.countDown();
  }

  @Override
  public void close() {
    release();
  }

  static boolean areAny() {
    return !HELD.isEmpty();
  }

  static void pass(String point) {
    var held = HELD.get(point);
    if (held != null) held.stand();
  }

  private void stand() {
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
