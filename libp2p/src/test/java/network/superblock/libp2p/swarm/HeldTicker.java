package network.superblock.libp2p.swarm;

import java.time.Duration;
import network.superblock.libp2p.clock.Ticker;

/** A clock that moves when the test says so. */
public final class HeldTicker implements Ticker {

  private long nanos;

  public void advance(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long epochNanos() {
    return 1_800_000_000_000_000_000L + nanos;
  }
}
