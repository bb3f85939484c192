package network.superblock.runtime.kafka;

import network.superblock.runtime.lifecycle.UnavailableException;

/** Records were not acknowledged in time. They may stand in the topic or not: nobody knows. */
public final class AppendFailedException extends UnavailableException {

  private static final long serialVersionUID = 1;

  AppendFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
