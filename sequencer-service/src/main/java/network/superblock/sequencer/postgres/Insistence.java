package network.superblock.sequencer.postgres;

import java.util.function.Supplier;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a statement while Postgres is away: what follows must not happen before it is durable,
 * and the driver has nothing better to do.
 */
final class Insistence implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Insistence.class);

  private volatile boolean closed;

  <T> T until(Supplier<T> statement) {
    for (int failures = 1; ; failures++) {
      try {
        T result = statement.get();
        if (failures > 1) log.info("Postgres is back, going on");
        return result;
      } catch (RuntimeException e) {
        if (closed || !Outage.is(e)) throw e;
        if (failures == 1) log.warn("waiting for Postgres: {}", Reason.of(e));
        pause(failures, e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private static void pause(int failures, RuntimeException cause) {
    try {
      Thread.sleep(BackOff.DEFAULT.after(failures));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
