package network.superblock.preconfirmation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Hash32;

/** When each missing list is asked for again: never given up, but less and less often. */
final class FetchSchedule {

  private final Duration first;
  private final Duration longest;
  private final Map<Hash32, Attempt> attempts = new LinkedHashMap<>();

  /** How often it was asked for, and when it may be again. */
  private record Attempt(int count, Instant next, boolean running) {}

  /** One question: {@code attempt} counts from 0, for the choice of a peer. */
  record Due(Hash32 hash, int attempt) {}

  FetchSchedule(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** What to ask for now, so that {@code most} questions at a time are open. */
  synchronized List<Due> due(Collection<Hash32> missing, Instant now, int most) {
    attempts.keySet().retainAll(missing);
    // Gossip may be about to bring it.
    for (var hash : missing) attempts.putIfAbsent(hash, new Attempt(0, now.plus(first), false));
    var running = attempts.values().stream().filter(Attempt::running).count();
    var due = new ArrayList<Due>();
    for (var hash : ready(now)) {
      if (running + due.size() >= most) break;
      var attempt = attempts.get(hash);
      if (attempt == null) continue;
      due.add(new Due(hash, attempt.count()));
      attempts.put(hash, new Attempt(attempt.count() + 1, attempt.next(), true));
    }
    return due;
  }

  /** The least tried first: what nobody has must not hide what somebody has. */
  private List<Hash32> ready(Instant now) {
    return attempts.entrySet().stream()
        .filter(entry -> !entry.getValue().running() && !now.isBefore(entry.getValue().next()))
        .sorted(Comparator.comparingInt(entry -> entry.getValue().count()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** It was not to be had. */
  synchronized void failed(Hash32 hash, Instant now) {
    attempts.computeIfPresent(
        hash,
        (_, attempt) -> new Attempt(attempt.count(), now.plus(backOff(attempt.count())), false));
  }

  synchronized void found(Hash32 hash) {
    attempts.remove(hash);
  }

  private Duration backOff(int count) {
    var doubled = first.multipliedBy(1L << Math.clamp(count - 1, 0, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
