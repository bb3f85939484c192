package network.superblock.sequencer;

import network.superblock.runtime.lifecycle.UnavailableException;

/** The execution node does not answer, or not in a way that makes sense. */
public class NodeUnavailableException extends UnavailableException {

  private static final long serialVersionUID = 1;

  public NodeUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An answer that makes no sense. */
  public NodeUnavailableException(String message) {
    super(message, new IllegalStateException(message));
  }
}
