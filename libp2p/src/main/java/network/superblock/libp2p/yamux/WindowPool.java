package network.superblock.libp2p.yamux;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much receive window beyond the initial one all streams of a host may be granted together. A
 * larger window carries large messages over long distances in fewer round trips.
 */
public final class WindowPool {

  private final AtomicLong free;

  /** Holds {@code capacity} bytes. */
  public WindowPool(long capacity) {
    this.free = new AtomicLong(capacity);
  }

  boolean take(long bytes) {
    var left = free.addAndGet(-bytes);
    if (left >= 0) return true;
    free.addAndGet(bytes);
    return false;
  }

  void give(long bytes) {
    free.addAndGet(bytes);
  }
}
