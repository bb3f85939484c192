package network.superblock.libp2p.gossip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;

/** Messages that are held back until the application has judged them, within a budget. */
final class PendingMessages {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** One peer may not use more than this share of the budget. */
  private static final int PEER_SHARE = 4;

  private final GossipConfig.Limits limits;
  private final Map<LocalId, Pending> pending = new LinkedHashMap<>();
  private final Map<PeerId, Integer> countBySource = new LinkedHashMap<>();
  private final Map<PeerId, Long> bytesBySource = new LinkedHashMap<>();
  private long bytes;

  /** A message, the peer that brought it first, and all that brought it since. */
  record Pending(Message message, PeerId source, SortedSet<PeerId> carriers, long since) {}

  PendingMessages(GossipConfig.Limits limits) {
    this.limits = limits;
  }

  int size() {
    return pending.size();
  }

  boolean hasRoom(PeerId source, int size) {
    return pending.size() < limits.pendingMessages()
        && bytes + size <= limits.pendingBytes()
        && countBySource.getOrDefault(source, 0) < limits.pendingMessages() / PEER_SHARE
        && bytesBySource.getOrDefault(source, 0L) + size <= limits.pendingBytes() / PEER_SHARE;
  }

  void add(LocalId id, Message message, PeerId source, long now) {
    var carriers = new TreeSet<PeerId>();
    carriers.add(source);
    pending.put(id, new Pending(message, source, carriers, now));
    count(source, 1, message.data().size());
  }

  void carriedBy(LocalId id, PeerId peer) {
    var held = pending.get(id);
    if (held != null) held.carriers().add(peer);
  }

  Optional<Pending> remove(LocalId id) {
    var held = Optional.ofNullable(pending.remove(id));
    held.ifPresent(gone -> count(gone.source(), -1, -gone.message().data().size()));
    return held;
  }

  /** Drops what the application has not judged for too long. */
  void expire(long now) {
    var overdue =
        pending.entrySet().stream()
            .takeWhile(entry -> now - entry.getValue().since() >= LONGEST.toNanos())
            .map(Map.Entry::getKey)
            .toList();
    overdue.forEach(this::remove);
  }

  private void count(PeerId source, int messages, long size) {
    bytes += size;
    countBySource.merge(source, messages, Integer::sum);
    bytesBySource.merge(source, size, Long::sum);
    if (countBySource.getOrDefault(source, 0) == 0) {
      countBySource.remove(source);
      bytesBySource.remove(source);
    }
  }
}
