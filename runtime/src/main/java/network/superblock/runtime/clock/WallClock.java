package network.superblock.runtime.clock;

import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock. Everything else is given its time. */
public final class WallClock implements InstantSource {

  @Override
  public Instant instant() {
    return InstantSource.system().instant();
  }
}
