package network.superblock.preconfirmation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.libp2p.peer.PeerId;

/** Spreads requests so that no peer is asked more often than it allows. */
final class RequestPacer {

  private static final int MOST = 4096;

  /**
   * The part of a window by which the next one begins later: requests that took longer on their way
   * than those of the next window would else meet them in one of the peer's.
   */
  private static final int LATER = 10;

  private final SdkConfig.Pace pace;
  private final Map<Lane, Deque<Long>> starts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Lane, Deque<Long>> eldest) {
          return size() > MOST;
        }
      };

  private record Lane(PeerId peer, String protocol) {}

  RequestPacer(SdkConfig.Pace pace) {
    this.pace = pace;
  }

  /** Books the next free moment; returns how long it is until then. */
  synchronized Duration book(PeerId peer, String protocol, long nowNanos) {
    var booked = starts.computeIfAbsent(new Lane(peer, protocol), _ -> new ArrayDeque<>());
    var start = nowNanos;
    if (booked.size() >= pace.asked()) {
      var window = pace.window().toNanos();
      var free = booked.removeFirst() + window + window / LATER;
      if (free - nowNanos > 0) start = free;
    }
    booked.addLast(start);
    return Duration.ofNanos(start - nowNanos);
  }
}
