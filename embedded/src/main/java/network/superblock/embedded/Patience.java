package network.superblock.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what another process does and does not announce. */
public final class Patience {

  private static final long FIRST_PAUSE = Duration.ofMillis(5).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(100).toNanos();

  private Patience() {}

  /**
   * Asks until the answer is yes, the limit has passed or the thread is interrupted; each pause is
   * twice the last, up to a tenth of a second.
   *
   * @return the last answer
   */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    var deadline = System.nanoTime() + limit.toNanos();
    var pause = FIRST_PAUSE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return true;
  }
}
