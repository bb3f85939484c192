package network.superblock.superblock.l1;

import network.superblock.runtime.lifecycle.UnavailableException;

/** L1 changed its chain, or the node its mind, while it was read: read it again. */
final class L1MovedException extends UnavailableException {

  private static final long serialVersionUID = 1;

  L1MovedException(String message) {
    super(message, new IllegalStateException(message));
  }
}
