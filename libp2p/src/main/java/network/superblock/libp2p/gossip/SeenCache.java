package network.superblock.libp2p.gossip;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that came lately. The oldest give way when there are too many. */
final class SeenCache {

  private static final int MOST = 200_000;

  private final long ttl;
  private final Map<LocalId, Long> expiry = new LinkedHashMap<>();

  SeenCache(long ttl) {
    this.ttl = ttl;
  }

  boolean contains(LocalId id) {
    return expiry.containsKey(id);
  }

  void add(LocalId id, long now) {
    if (expiry.size() >= MOST) expiry.remove(expiry.keySet().iterator().next());
    expiry.putIfAbsent(id, now + ttl);
  }

  /** All live equally long, so that the expired ones are the first. */
  void expire(long now) {
    var oldest = expiry.values().iterator();
    while (oldest.hasNext() && now - oldest.next() >= 0) oldest.remove();
  }
}
