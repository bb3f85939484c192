package network.superblock.cli;

/** What was asked for does not exist, or was refused; the message says why. */
public final class RefusedException extends RuntimeException {

  public RefusedException(String message) {
    super(message);
  }
}
