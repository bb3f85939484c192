package network.superblock.wire;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static network.superblock.wire.Role.BLOCK_STORE_SERVICE;
import static network.superblock.wire.Role.P2P_GATEWAY;
import static network.superblock.wire.Role.SEQUENCER;
import static network.superblock.wire.Role.SLOT_SERVICE;
import static network.superblock.wire.Role.SUPERBLOCK_SERVICE;
import static network.superblock.wire.Role.XT_QUEUE_SERVICE;

import java.util.Set;
import java.util.stream.Stream;

/** Who may write what to which topic: nobody speaks for another. See SBCP section 11. */
final class WriteRights {

  private WriteRights() {}

  static Set<Role> writersOf(Topic topic) {
    return Stream.of(Role.values())
        .filter(role -> !of(topic, role).isEmpty())
        .collect(toUnmodifiableSet());
  }

  static Set<MessageType> of(Topic topic, Role role) {
    return switch (topic) {
      case SLOT ->
          grant(
              role == SLOT_SERVICE,
              MessageType.LEADER_CLAIM,
              MessageType.START_SLOT,
              MessageType.ROLL_BACK_AND_START_SLOT,
              MessageType.START_SC,
              MessageType.DECIDED,
              MessageType.REQUEST_SEAL,
              MessageType.SLOT_CLOSED);
      case VOTE -> grant(role == SEQUENCER, MessageType.VOTE);
      case MAILBOX -> grant(role == SEQUENCER, MessageType.CIRC_MESSAGE);
      case BLOCK -> grant(role == SEQUENCER, MessageType.L2_BLOCK, MessageType.L2_BLOCK_REQUEST);
      case BLOCK_VERDICT ->
          grant(role == BLOCK_STORE_SERVICE, MessageType.BLOCK_VERDICT, MessageType.L2_BLOCK);
      case XT ->
          role == XT_QUEUE_SERVICE
              ? Set.of(MessageType.XT_REQUEST, MessageType.XT_OFFER, MessageType.XT_WITHDRAWAL)
              : grant(role == SEQUENCER, MessageType.XT_REQUEST);
      case SUPERBLOCK ->
          grant(
              role == SUPERBLOCK_SERVICE,
              MessageType.SUPERBLOCK_STATUS,
              MessageType.SETTLEMENT_EVENT);
      case PRECONF_COMMITMENT ->
          grant(role == P2P_GATEWAY || role == SEQUENCER, MessageType.PRECONF_COMMITMENT);
      case PRECONF_TXLIST ->
          grant(role == P2P_GATEWAY || role == SEQUENCER, MessageType.PRECONF_TXLIST);
    };
  }

  private static Set<MessageType> grant(boolean granted, MessageType... types) {
    return granted ? Set.of(types) : Set.of();
  }
}
