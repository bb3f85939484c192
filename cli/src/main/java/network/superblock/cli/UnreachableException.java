package network.superblock.cli;

/** A broker or a service does not answer; the message says which one and what to do. */
public final class UnreachableException extends RuntimeException {

  public UnreachableException(String message) {
    super(message);
  }
}
