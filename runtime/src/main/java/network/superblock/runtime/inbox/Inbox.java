package network.superblock.runtime.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import network.superblock.runtime.clock.AnnouncedClock;
import org.jspecify.annotations.Nullable;

/**
 * One bounded queue for messages and timers, and one thread that takes them a step at a time, in
 * the order in which they arrived or fell due. Producers block while it is full. A step that fails
 * stops the inbox for good: a service that cannot know must stop, not guess.
 */
public final class Inbox<E> implements AutoCloseable {

  // The machine's clock may be set while the inbox waits: it looks again at least this often.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private enum Phase {
    OPEN,
    DRAINING,
    STOPPED
  }

  private final InboxOptions options;
  private final InstantSource clock;
  private final Step<E> step;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Agenda<E> agenda = new Agenda<>();
  private final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
  private final Thread thread;
  private Phase phase = Phase.OPEN;

  private Inbox(InboxOptions options, InstantSource clock, Step<E> step) {
    this.options = options;
    this.clock = clock;
    this.step = step;
    this.thread = Thread.ofPlatform().daemon().name(options.name() + "-inbox").unstarted(this::run);
  }

  /** Starts the inbox's thread. {@code step} is called by it alone. */
  public static <E> Inbox<E> start(InboxOptions options, InstantSource clock, Step<E> step) {
    var inbox = new Inbox<>(options, clock, step);
    if (clock instanceof AnnouncedClock announced) announced.onMove(inbox::wake);
    inbox.thread.start();
    return inbox;
  }

  /**
   * Adds a message; blocks while the inbox is full. The inbox's own thread never blocks: it would
   * wait for itself.
   *
   * @throws InboxStoppedException if the inbox is closed or has failed, also while waiting
   * @throws InterruptedException if interrupted while waiting; the message is not added
   */
  public void put(E message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isFull()) {
        requireOpen();
        room.await();
      }
      add(message);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a message unless the inbox is full.
   *
   * @return whether it was added
   * @throws InboxStoppedException if the inbox is closed or has failed
   */
  public boolean offer(E message) {
    lock.lock();
    try {
      if (isFull()) return false;
      add(message);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds {@code event} when {@code instant} has come; at once if it has passed. Never blocks and
   * cannot be taken back: the event carries what it was armed for, so that a late one is
   * recognised. Without effect once the inbox is closed.
   */
  public void at(Instant instant, E event) {
    lock.lock();
    try {
      if (phase != Phase.OPEN) return;
      agenda.addTimer(instant, event);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many messages wait. */
  public int depth() {
    lock.lock();
    try {
      return agenda.waiting();
    } finally {
      lock.unlock();
    }
  }

  /** Completes when the inbox has ended: empty after a close, else with what made a step fail. */
  public CompletionStage<Optional<Throwable>> ended() {
    return ended.minimalCompletionStage();
  }

  /**
   * Takes no more messages, forgets the timers, steps through what waits, and returns when the last
   * step is over. Called by a step, it returns at once.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      if (phase == Phase.OPEN) phase = Phase.DRAINING;
      changed.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (!isOwnThread()) ended.join();
  }

  private void run() {
    try {
      while (true) {
        var events = next();
        if (events.isEmpty()) break;
        step.accept(events);
      }
      end(null);
    } catch (Exception | Error failure) {
      end(failure);
    }
  }

  /** Waits for the next events; none means that the inbox is closed and empty. */
  private List<E> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        var events =
            phase == Phase.DRAINING ? drain() : agenda.take(clock.instant(), options.maxBatch());
        if (!events.isEmpty() || phase == Phase.DRAINING) {
          room.signalAll();
          return events;
        }
        var _ = changed.awaitNanos(nanosToNextTimer());
      }
    } finally {
      lock.unlock();
    }
  }

  private List<E> drain() {
    // No timer is due before time began.
    return agenda.take(Instant.MIN, options.maxBatch());
  }

  private long nanosToNextTimer() {
    var next = agenda.nextTimer();
    if (next.isEmpty()) return Long.MAX_VALUE;
    var wait = Duration.between(clock.instant(), next.get());
    return (wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT).toNanos();
  }

  private void add(E message) {
    // What a step adds while the inbox drains belongs to that step.
    if (!(phase == Phase.DRAINING && isOwnThread())) requireOpen();
    agenda.addMessage(clock.instant(), message);
    changed.signal();
  }

  private boolean isFull() {
    return agenda.waiting() >= options.capacity() && !isOwnThread();
  }

  private void requireOpen() {
    if (phase != Phase.OPEN) throw new InboxStoppedException(options.name());
  }

  private boolean isOwnThread() {
    return Thread.currentThread().equals(thread);
  }

  private void wake() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable Throwable failure) {
    lock.lock();
    try {
      phase = Phase.STOPPED;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    ended.complete(Optional.ofNullable(failure));
  }
}
