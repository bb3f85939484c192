package network.superblock.preconfirmation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import network.superblock.protocol.Hash32;

/** When each missing list is asked for again: never given up, but less and less often. */
final class FetchSchedule {

  /** The least tried first: what nobody has must not hide what somebody has. */
  private static final Comparator<Attempt> BY_TRIES =
      Comparator.comparingInt(Attempt::count).thenComparingLong(Attempt::number);

  private static final Comparator<Attempt> BY_TIME =
      Comparator.comparing(Attempt::next).thenComparingLong(Attempt::number);

  private final Duration first;
  private final Duration longest;
  private final Map<Hash32, Attempt> attempts = new LinkedHashMap<>();
  private final NavigableSet<Attempt> waiting = new TreeSet<>(BY_TIME);
  private final NavigableSet<Attempt> ready = new TreeSet<>(BY_TRIES);
  private long numbered;
  private int running;

  /**
   * How often it was asked for, and when it may be again.
   *
   * @param number of the list, in the order in which they were missed
   */
  private record Attempt(Hash32 hash, long number, int count, Instant next, boolean running) {}

  /** One question: {@code attempt} counts from 0, for the choice of a peer. */
  record Due(Hash32 hash, int attempt) {}

  FetchSchedule(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /**
   * Takes note of what is missing now.
   *
   * @param patience before a list is asked for the first time: gossip may be about to bring it
   */
  synchronized void miss(Collection<Hash32> missing, Instant now, Duration patience) {
    var current = new HashSet<>(missing);
    List.copyOf(attempts.keySet()).stream()
        .filter(hash -> !current.contains(hash))
        .forEach(this::found);
    for (var hash : missing)
      if (!attempts.containsKey(hash))
        put(new Attempt(hash, numbered++, 0, now.plus(patience), false));
  }

  /** What to ask for now, so that {@code most} questions at a time are open. */
  synchronized List<Due> due(Instant now, int most) {
    while (!waiting.isEmpty() && !now.isBefore(waiting.first().next()))
      ready.add(waiting.removeFirst());
    var due = new ArrayList<Due>();
    while (running < most && !ready.isEmpty()) {
      var attempt = ready.removeFirst();
      due.add(new Due(attempt.hash(), attempt.count()));
      put(new Attempt(attempt.hash(), attempt.number(), attempt.count() + 1, attempt.next(), true));
    }
    return due;
  }

  /** It was not to be had. */
  synchronized void failed(Hash32 hash, Instant now) {
    var attempt = attempts.get(hash);
    if (attempt == null) return;
    found(hash);
    put(
        new Attempt(
            hash, attempt.number(), attempt.count(), now.plus(backOff(attempt.count())), false));
  }

  synchronized void found(Hash32 hash) {
    var gone = attempts.remove(hash);
    if (gone == null) return;
    if (gone.running()) running--;
    waiting.remove(gone);
    ready.remove(gone);
  }

  private void put(Attempt attempt) {
    attempts.put(attempt.hash(), attempt);
    if (attempt.running()) running++;
    else waiting.add(attempt);
  }

  private Duration backOff(int count) {
    var doubled = first.multipliedBy(1L << Math.clamp(count - 1, 0, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
