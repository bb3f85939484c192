package network.superblock.xtqueue.fold;

import java.time.Instant;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.runtime.kafka.SlotPlace;

/** A record that the fold has read. */
public sealed interface LogRecord {

  /** Where it stands in its topic's one partition. */
  long offset();

  /**
   * A record of the current leader in the slot topic.
   *
   * @param after where to go on after it
   */
  record OfSlot(SlotRecord record, long offset, Instant at, SlotPlace after) implements LogRecord {}

  /** A record of the superblock topic. */
  record OfSuperblock(ProtocolMessage message, long offset, Instant at) implements LogRecord {}
}
