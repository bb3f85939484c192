package network.superblock.superblock;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing again and again on a thread of its own: at an interval, and at once when nudged. A
 * round that fails because something is away is followed by a longer pause; any other failure stops
 * the service.
 */
final class Rounds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  /** One round. May block; interrupted when the rounds end. */
  @FunctionalInterface
  interface Round {
    void run() throws Exception;
  }

  private final String name;
  private final Duration interval;
  private final Round round;
  private final Consumer<String> onOutage;
  private final ServiceStop serviceStop;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean nudged;
  private boolean closed;

  private Rounds(
      String name,
      Duration interval,
      Round round,
      Consumer<String> onOutage,
      ServiceStop serviceStop) {
    this.name = name;
    this.interval = interval;
    this.round = round;
    this.onOutage = onOutage;
    this.serviceStop = serviceStop;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /**
   * Starts with a first round.
   *
   * @param name names the thread and what failed
   * @param onOutage told why, whenever something is away
   */
  static Rounds start(
      String name,
      Duration interval,
      Round round,
      Consumer<String> onOutage,
      ServiceStop serviceStop) {
    var rounds = new Rounds(name, interval, round, onOutage, serviceStop);
    rounds.thread.start();
    return rounds;
  }

  /** Asks for a round now, or after the one at work. */
  void nudge() {
    lock.lock();
    try {
      nudged = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the round at work and returns when it is over. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var failures = 0;
    try {
      while (true) {
        failures = isDone(failures) ? 0 : failures + 1;
        await(failures == 0 ? interval : BackOff.DEFAULT.after(failures), failures == 0);
      }
    } catch (InterruptedException _) {
      // Closed.
    } catch (Exception | Error e) {
      if (!isClosed()) serviceStop.because(name + " failed", e);
    }
  }

  private boolean isDone(int failures) throws Exception {
    try {
      round.run();
      if (failures > 0) log.info("{} goes on", name);
      return true;
    } catch (Exception e) {
      if (isClosed()) throw new InterruptedException();
      if (!Outage.is(e)) throw e;
      var reason = Reason.of(e);
      if (failures == 0) log.warn("{} waits, to try again: {}", name, reason);
      onOutage.accept(reason);
      return false;
    }
  }

  private void await(Duration pause, boolean canBeNudged) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var left = pause.toNanos();
      while (left > 0 && !(nudged && canBeNudged)) left = changed.awaitNanos(left);
      nudged = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
