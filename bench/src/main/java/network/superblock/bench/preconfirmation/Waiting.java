package network.superblock.bench.preconfirmation;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come. */
final class Waiting {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Waiting() {}

  /** Looks every millisecond, for two minutes at most. */
  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) throw new IllegalStateException("never: " + what);
      Thread.sleep(1);
    }
  }
}
