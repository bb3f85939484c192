package network.superblock.sequencer.draft;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import network.superblock.protocol.Slot;

/** The workshop's orders, in order. An order of a slot is obsolete once another slot is entered. */
final class OrderQueue {

  /** An order and the slot that had been entered when it was given. */
  record Taken(Order order, Slot slot) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Taken> orders = new ArrayDeque<>();
  private Slot entered = new Slot(0);
  private long wakeAt = Long.MAX_VALUE;
  private Optional<Order> later = Optional.empty();
  private boolean closed;

  void enter(Slot slot) {
    lock.lock();
    try {
      entered = slot;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void put(Order order) {
    lock.lock();
    try {
      orders.addLast(new Taken(order, entered));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Puts an order when nothing else has come for a while. */
  void putLater(Order order, Duration delay) {
    lock.lock();
    try {
      later = Optional.of(order);
      wakeAt = System.nanoTime() + delay.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next order; empty when the queue is closed. */
  Optional<Taken> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        if (!orders.isEmpty()) return Optional.of(orders.removeFirst());
        long wait = later.isPresent() ? wakeAt - System.nanoTime() : Long.MAX_VALUE;
        if (wait <= 0) {
          Taken due = new Taken(later.orElseThrow(), entered);
          later = Optional.empty();
          return Optional.of(due);
        }
        long _ = changed.awaitNanos(wait);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits, but no longer than the order makes sense. */
  void pause(Duration time, Taken taken) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long wait = time.toNanos();
      while (wait > 0 && !isObsolete(taken)) wait = changed.awaitNanos(wait);
    } finally {
      lock.unlock();
    }
  }

  boolean isObsolete(Taken taken) {
    lock.lock();
    try {
      return closed || (isOfASlot(taken.order()) && entered.isAfter(taken.slot()));
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return orders.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOfASlot(Order order) {
    return switch (order) {
      case Order.Revert _,
          Order.Recover _,
          Order.Open _,
          Order.Append _,
          Order.Simulate _,
          Order.Seal _ ->
          true;
      case Order.Return _, Order.Refuse _, Order.Arrived _, Order.Settle _, Order.Look _ -> false;
    };
  }
}
