package network.superblock.libp2p.reqresp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.PeerId;

/** A sliding window over each peer's requests, which outlives its connections. */
final class RequestRate {

  private static final int MOST_PEERS = 4096;

  private final RequestProtocol.Rate rate;
  private final Ticker ticker;
  private final Map<PeerId, Deque<Long>> served =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Deque<Long>> eldest) {
          return size() > MOST_PEERS;
        }
      };

  RequestRate(RequestProtocol.Rate rate, Ticker ticker) {
    this.rate = rate;
    this.ticker = ticker;
  }

  synchronized boolean allows(PeerId peer) {
    var now = ticker.nanos();
    var times = served.computeIfAbsent(peer, _ -> new ArrayDeque<>());
    while (!times.isEmpty() && now - times.getFirst() >= rate.window().toNanos()) {
      times.removeFirst();
    }
    if (times.size() >= rate.requests()) return false;
    times.addLast(now);
    return true;
  }
}
