package network.superblock.cli.topic;

import java.util.Optional;
import network.superblock.wire.MessageType;

/**
 * Which records are shown. Without any condition all are, unreadable ones too; a condition on the
 * content excludes those.
 *
 * @param chain a chain ID that the message names, as sender, destination or participant
 */
public record RecordFilter(
    Optional<String> key, Optional<MessageType> type, Optional<Long> chain, Optional<Long> slot) {

  boolean shows(ShownRecord record) {
    return key.map(record.key()::equals).orElse(true)
        && type.map(wanted -> record.type().filter(wanted::equals).isPresent()).orElse(true)
        && slot.map(number -> record.names(Long.toString(number), "slot")).orElse(true)
        && chain.map(id -> isOf(record, Long.toString(id))).orElse(true);
  }

  private static boolean isOf(ShownRecord record, String chain) {
    return record.key().equals(chain)
        || record.names(
            chain, "chain", "from", "source", "destination", "requests", "blocks", "heads");
  }
}
