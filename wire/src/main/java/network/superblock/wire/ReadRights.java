package network.superblock.wire;

import static network.superblock.wire.Role.BLOCK_STORE_SERVICE;
import static network.superblock.wire.Role.P2P_GATEWAY;
import static network.superblock.wire.Role.SEQUENCER;
import static network.superblock.wire.Role.SLOT_SERVICE;
import static network.superblock.wire.Role.SUPERBLOCK_SERVICE;
import static network.superblock.wire.Role.XT_QUEUE_SERVICE;

import java.util.Set;

/** Who works from which topic: what a service does not need it is not shown. */
final class ReadRights {

  private ReadRights() {}

  static Set<Role> readersOf(Topic topic) {
    return switch (topic) {
      case SLOT -> Set.of(Role.values());
      case VOTE -> Set.of(SLOT_SERVICE);
      case MAILBOX -> Set.of(SEQUENCER);
      case BLOCK -> Set.of(BLOCK_STORE_SERVICE);
      case BLOCK_VERDICT -> Set.of(SLOT_SERVICE, SUPERBLOCK_SERVICE, SEQUENCER);
      case XT -> Set.of(SLOT_SERVICE, XT_QUEUE_SERVICE);
      case SUPERBLOCK ->
          Set.of(SLOT_SERVICE, XT_QUEUE_SERVICE, BLOCK_STORE_SERVICE, SEQUENCER, P2P_GATEWAY);
      case PRECONF_COMMITMENT, PRECONF_TXLIST -> Set.of(P2P_GATEWAY);
    };
  }
}
