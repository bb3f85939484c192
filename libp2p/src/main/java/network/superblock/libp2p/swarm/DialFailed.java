package network.superblock.libp2p.swarm;

import java.io.IOException;

/** A peer could not be reached, or is not who it should be, or must not be connected. */
public final class DialFailed extends IOException {

  public DialFailed(String message) {
    super(message);
  }

  public DialFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
