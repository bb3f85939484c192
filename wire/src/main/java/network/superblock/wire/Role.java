package network.superblock.wire;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What a sender is in the network. All but the sequencers are services of the publisher. */
public enum Role {
  SLOT_SERVICE("slot-service"),
  XT_QUEUE_SERVICE("xt-queue-service"),
  BLOCK_STORE_SERVICE("block-store-service"),
  SUPERBLOCK_SERVICE("superblock-service"),
  P2P_GATEWAY("p2p-gateway"),
  SEQUENCER("sequencer");

  private static final Map<String, Role> BY_NAME =
      Arrays.stream(values()).collect(toUnmodifiableMap(Role::wireName, role -> role));

  private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  /** The name in sender ids, a wire fact. */
  public String wireName() {
    return wireName;
  }

  static Optional<Role> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }
}
