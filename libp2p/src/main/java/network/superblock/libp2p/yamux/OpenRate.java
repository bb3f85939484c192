package network.superblock.libp2p.yamux;

import network.superblock.libp2p.clock.Ticker;

/**
 * A token bucket over the streams that a peer opens: opening and resetting is cheap for it only.
 */
final class OpenRate {

  private static final int BURST_SECONDS = 5;

  private final double perNano;
  private final double capacity;
  private final Ticker ticker;
  private double tokens;
  private long filledAt;

  OpenRate(int perSecond, Ticker ticker) {
    this.perNano = perSecond / 1e9;
    this.capacity = (double) perSecond * BURST_SECONDS;
    this.ticker = ticker;
    this.tokens = capacity;
    this.filledAt = ticker.nanos();
  }

  boolean take() {
    var now = ticker.nanos();
    tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
    filledAt = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  }
}
