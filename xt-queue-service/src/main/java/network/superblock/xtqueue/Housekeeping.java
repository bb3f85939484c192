package network.superblock.xtqueue;

import java.time.Duration;
import java.time.Instant;
import network.superblock.xtqueue.postgres.QueueStore;

/** What time does to the queue: xTs expire, and are forgotten long after they ended. */
final class Housekeeping {

  private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(1);

  private final QueueStore store;
  private final Duration retention;
  private final Duration abortMemory;
  private final QueueMeters meters;
  private Instant tidied = Instant.MIN;

  Housekeeping(QueueStore store, Duration retention, Duration abortMemory, QueueMeters meters) {
    this.store = store;
    this.retention = retention;
    this.abortMemory = abortMemory;
    this.meters = meters;
  }

  /** Does what is due, in small portions; returns how many xTs it touched. */
  int run(Instant now) {
    var expired = store.expire(now).blockOptional().orElseThrow();
    meters.expired(expired);
    if (now.isBefore(tidied.plus(BETWEEN_TIDYINGS))) return expired;
    var forgotten = store.forget(now.minus(retention)).blockOptional().orElseThrow();
    // A full portion: there is more.
    if (forgotten < QueueStore.PORTION) {
      store.tidy(now.minus(retention), abortMemory, now).block();
      tidied = now;
    }
    return expired + forgotten;
  }
}
