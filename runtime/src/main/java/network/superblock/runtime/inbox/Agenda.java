package network.superblock.runtime.inbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is to be done, in the order in which it fell due: a message when it arrived, a timer at its
 * instant. So a message that arrived before a timer ran out is never overtaken by it, however late
 * both are taken. Confined to the inbox's lock.
 */
final class Agenda<E> {

  private record Entry<E>(Instant due, long order, E event) {}

  private static final Comparator<Entry<?>> BY_DUE =
      Comparator.<Entry<?>, Instant>comparing(Entry::due).thenComparingLong(Entry::order);

  private final Deque<Entry<E>> messages = new ArrayDeque<>();
  private final PriorityQueue<Entry<E>> timers = new PriorityQueue<>(BY_DUE);
  private long order;

  void addMessage(Instant arrived, E event) {
    // A clock that steps back must not reorder messages.
    var last = messages.peekLast();
    var due = last != null && last.due().isAfter(arrived) ? last.due() : arrived;
    messages.addLast(new Entry<>(due, order++, event));
  }

  void addTimer(Instant due, E event) {
    timers.add(new Entry<>(due, order++, event));
  }

  int waiting() {
    return messages.size();
  }

  int armed() {
    return timers.size();
  }

  Optional<Instant> nextTimer() {
    return Optional.ofNullable(timers.peek()).map(Entry::due);
  }

  /** Removes up to {@code max} events that are due at {@code now}. */
  List<E> take(Instant now, int max) {
    var taken = new ArrayList<E>(Math.min(max, messages.size() + 1));
    while (taken.size() < max) {
      var next = next(now);
      if (next.isEmpty()) break;
      taken.add(next.get());
    }
    return taken;
  }

  private Optional<E> next(Instant now) {
    var timer = timers.peek();
    var message = messages.peek();
    var timerIsDue = timer != null && !timer.due().isAfter(now);
    if (timerIsDue && (message == null || BY_DUE.compare(timer, message) < 0))
      return Optional.ofNullable(timers.poll()).map(Entry::event);
    return Optional.ofNullable(messages.poll()).map(Entry::event);
  }
}
