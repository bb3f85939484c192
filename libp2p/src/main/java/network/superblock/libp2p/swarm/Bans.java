package network.superblock.libp2p.swarm;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.PeerId;

/** Peers that may not connect for a while. The oldest ban gives way when there are too many. */
final class Bans {

  private static final int MOST = 10_000;

  private final Ticker ticker;
  private final Map<PeerId, Long> until = new LinkedHashMap<>();

  Bans(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized void ban(PeerId peer, Duration time) {
    if (until.size() >= MOST && !until.containsKey(peer)) {
      until.remove(until.keySet().iterator().next());
    }
    until.put(peer, ticker.nanos() + time.toNanos());
  }

  synchronized boolean isBanned(PeerId peer) {
    var end = until.get(peer);
    if (end == null) return false;
    if (ticker.nanos() - end < 0) return true;
    until.remove(peer);
    return false;
  }
}
