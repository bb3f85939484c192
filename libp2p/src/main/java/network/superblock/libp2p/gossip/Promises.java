package network.superblock.libp2p.gossip;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.libp2p.peer.PeerId;

/** Messages that a peer has advertised and we have asked for: it must deliver them in time. */
final class Promises {

  private record Promise(PeerId peer, long deadline) {}

  private final Map<MessageId, Promise> promises = new HashMap<>();

  boolean isPromised(MessageId id) {
    return promises.containsKey(id);
  }

  void add(MessageId id, PeerId peer, long deadline) {
    promises.put(id, new Promise(peer, deadline));
  }

  void kept(MessageId id) {
    promises.remove(id);
  }

  void forget(PeerId peer) {
    promises.values().removeIf(promise -> promise.peer().equals(peer));
  }

  /** Ends the promises that are due and counts them by peer. */
  SortedMap<PeerId, Integer> broken(long now) {
    var broken = new TreeMap<PeerId, Integer>();
    promises
        .values()
        .removeIf(promise -> {
          if (now - promise.deadline() < 0) return false;
          broken.merge(promise.peer(), 1, Integer::sum);
          return true;
        });
    return broken;
  }
}
