package network.superblock.superblock;

import network.superblock.protocol.SuperblockNumber;

/** What is kept of a superblock is not what this service writes; only people can put it right. */
public final class DamagedSuperblockException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long number;

  public DamagedSuperblockException(SuperblockNumber number, RuntimeException cause) {
    super("what is kept of superblock " + number + " does not read: " + cause.getMessage(), cause);
    this.number = number.value();
  }

  public SuperblockNumber number() {
    return new SuperblockNumber(number);
  }
}
