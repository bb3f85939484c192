package network.superblock.cli.clock;

import java.time.Instant;

/** The clock that others are compared with. */
public final class ThisMachine {

  private ThisMachine() {}

  public static Instant now() {
    return Instant.now();
  }
}
