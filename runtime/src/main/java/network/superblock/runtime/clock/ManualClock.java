package network.superblock.runtime.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that stands still until it is moved. For tests; safe for use by many threads. */
public final class ManualClock implements AnnouncedClock {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Instant now;

  public ManualClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void onMove(Runnable listener) {
    listeners.add(listener);
  }

  /** Moves the clock to {@code instant}, which may lie in its past. */
  public void set(Instant instant) {
    now = instant;
    listeners.forEach(Runnable::run);
  }

  public void advance(Duration by) {
    set(now.plus(by));
  }
}
