package network.superblock.libp2p.clock;

import java.time.Instant;

/** Where the host gets its time from, so that tests can hold it. */
public interface Ticker {

  /** Nanoseconds since an arbitrary origin; it never goes back. */
  long nanos();

  /** Nanoseconds since 1970, for sequence numbers that must grow across restarts. */
  long epochNanos();

  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public long epochNanos() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
      }
    };
  }
}
