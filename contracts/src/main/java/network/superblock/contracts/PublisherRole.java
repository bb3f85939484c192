package network.superblock.contracts;

/** The publisher's services that sign messages, numbered as RollupRegistry.sol numbers them. */
public enum PublisherRole {
  SLOT_SERVICE(0),
  XT_QUEUE_SERVICE(1),
  BLOCK_STORE_SERVICE(2),
  SUPERBLOCK_SERVICE(3),
  P2P_GATEWAY(4);

  private final int number;

  PublisherRole(int number) {
    this.number = number;
  }

  /** The role's number on L1. */
  int number() {
    return number;
  }

  static PublisherRole of(long number) {
    for (PublisherRole role : values()) {
      if (role.number == number) return role;
    }
    throw new MalformedAbiException("unknown publisher role: " + number);
  }
}
