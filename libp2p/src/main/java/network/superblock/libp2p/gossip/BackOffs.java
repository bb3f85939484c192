package network.superblock.libp2p.gossip;

import java.util.HashMap;
import java.util.Map;
import network.superblock.libp2p.peer.PeerId;

/** Until when a peer may not be grafted again, for each topic. */
final class BackOffs {

  private record Key(PeerId peer, String topic) {}

  private record BackOff(long from, long until) {}

  private final Map<Key, BackOff> backOffs = new HashMap<>();

  /** Starts or extends one; a shorter one changes nothing. */
  void start(PeerId peer, String topic, long now, long length) {
    var fresh = new BackOff(now, now + length);
    backOffs.merge(new Key(peer, topic), fresh, (a, b) -> a.until() - b.until() >= 0 ? a : b);
  }

  boolean holds(PeerId peer, String topic, long now) {
    var backOff = backOffs.get(new Key(peer, topic));
    return backOff != null && now - backOff.until() < 0;
  }

  /** How long ago the running one began. */
  long age(PeerId peer, String topic, long now) {
    var backOff = backOffs.get(new Key(peer, topic));
    return backOff == null ? Long.MAX_VALUE : now - backOff.from();
  }

  /** Forgets what is over by {@code slack} or more, as the peer's clock may lag. */
  void expire(long now, long slack) {
    backOffs.values().removeIf(backOff -> now - backOff.until() >= slack);
  }
}
