package network.superblock.embedded;

/** A part did not start. The message says what was wrong and, where known, what to do. */
public final class StartFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartFailedException(String message) {
    super(message);
  }

  public StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
