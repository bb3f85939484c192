package network.superblock.libp2p.swarm;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import network.superblock.libp2p.peer.Multiaddr;

/**
 * When each static peer is dialled next. Failures double the wait, with jitter so that peers that
 * lost each other do not collide again. Times are nanoseconds of the caller's clock.
 */
final class RedialSchedule {

  private final SwarmConfig.Redial backOff;
  private final RandomGenerator random;
  private final Map<Multiaddr, Attempt> attempts = new LinkedHashMap<>();

  private record Attempt(long dueAt, int failures, boolean running) {}

  RedialSchedule(SwarmConfig.Redial backOff, RandomGenerator random) {
    this.backOff = backOff;
    this.random = random;
  }

  void add(Multiaddr address, long now) {
    attempts.putIfAbsent(address, new Attempt(now, 0, false));
  }

  List<Multiaddr> addresses() {
    return List.copyOf(attempts.keySet());
  }

  /** The addresses whose turn it is; each is left alone until its outcome is told. */
  List<Multiaddr> due(long now) {
    var due =
        attempts.entrySet().stream()
            .filter(entry -> !entry.getValue().running() && now - entry.getValue().dueAt() >= 0)
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(address ->
        attempts.computeIfPresent(
            address, (_, attempt) -> new Attempt(now, attempt.failures(), true)));
    return due;
  }

  void failed(Multiaddr address, long now) {
    attempts.computeIfPresent(
        address,
        (_, attempt) ->
            new Attempt(now + waitAfter(attempt.failures()), attempt.failures() + 1, false));
  }

  /** Connected: look again after the shortest wait, in case the connection is lost. */
  void succeeded(Multiaddr address, long now) {
    attempts.computeIfPresent(
        address, (_, _) -> new Attempt(now + backOff.first().toNanos(), 0, false));
  }

  private long waitAfter(int failures) {
    var doubled = backOff.first().multipliedBy(1L << Math.min(failures, 20));
    var capped = doubled.compareTo(backOff.most()) < 0 ? doubled : backOff.most();
    return jitter(capped);
  }

  private long jitter(Duration wait) {
    return wait.toNanos() / 2 + random.nextLong(wait.toNanos() / 2 + 1);
  }
}
