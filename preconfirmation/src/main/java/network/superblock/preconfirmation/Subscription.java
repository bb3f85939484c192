package network.superblock.preconfirmation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One subscriber's events, in order. A slow one is told how many it missed, and goes on. */
public final class Subscription implements AutoCloseable {

  private final ArrayBlockingQueue<SdkEvent> events;
  private final AtomicLong missed = new AtomicLong();
  private final EventBus bus;
  private volatile boolean closed;

  Subscription(int capacity, EventBus bus) {
    this.events = new ArrayBlockingQueue<>(capacity);
    this.bus = bus;
  }

  /**
   * The next event, or nothing when none comes in time.
   *
   * @throws SdkException.Shutdown when the subscription or the node is closed and nothing is left
   */
  public Optional<SdkEvent> nextEvent(Duration patience) throws InterruptedException {
    var left = missed.getAndSet(0);
    if (left > 0) return Optional.of(new SdkEvent.EventsMissed(left));
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      var wait = Math.min(deadline - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(100));
      var next = events.poll(Math.max(wait, 0), TimeUnit.NANOSECONDS);
      if (next != null) return Optional.of(next);
      if (closed) throw new SdkException.Shutdown();
      if (wait <= 0) return Optional.empty();
    }
  }

  @Override
  public void close() {
    closed = true;
    bus.remove(this);
  }

  void offer(SdkEvent event) {
    if (!events.offer(event)) missed.incrementAndGet();
  }

  void end() {
    closed = true;
  }
}
