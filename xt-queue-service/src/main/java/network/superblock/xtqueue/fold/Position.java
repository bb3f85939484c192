package network.superblock.xtqueue.fold;

import java.util.List;
import network.superblock.runtime.kafka.SlotPlace;

/**
 * How far the topics were folded.
 *
 * @param slot the place after the last record of the slot topic
 * @param superblock the next offset of the superblock topic
 */
public record Position(SlotPlace slot, long superblock) {

  public static final Position START = new Position(SlotPlace.BEGINNING, 0);

  /** Those of {@code records} that were not folded yet. */
  public List<LogRecord> unread(List<LogRecord> records) {
    return records.stream().filter(this::isUnread).toList();
  }

  /** The position after {@code records}, which are in each topic's order. */
  public Position after(List<LogRecord> records) {
    var next = this;
    for (var record : records) next = next.after(record);
    return next;
  }

  private boolean isUnread(LogRecord record) {
    return switch (record) {
      case LogRecord.OfSlot r -> r.offset() >= slot.next();
      case LogRecord.OfSuperblock r -> r.offset() >= superblock;
    };
  }

  private Position after(LogRecord record) {
    return switch (record) {
      case LogRecord.OfSlot r -> new Position(r.after(), superblock);
      case LogRecord.OfSuperblock r -> new Position(slot, r.offset() + 1);
    };
  }
}
