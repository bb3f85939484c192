package network.superblock.superblock;

import network.superblock.protocol.SuperblockNumber;

/** What is kept of a superblock is not what this service writes; only people can put it right. */
public final class DamagedSuperblockException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long number;
  private final String reason;

  public DamagedSuperblockException(SuperblockNumber number, RuntimeException cause) {
    super("superblock " + number + " cannot be read", cause);
    this.number = number.value();
    this.reason = "what is kept of it does not read: " + cause.getMessage();
  }

  /** For people. */
  public String reason() {
    return reason;
  }

  public SuperblockNumber number() {
    return new SuperblockNumber(number);
  }
}
