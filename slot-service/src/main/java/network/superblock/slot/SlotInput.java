package network.superblock.slot;

import java.time.Instant;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotTimer;

/** What comes into the driver's inbox. */
public sealed interface SlotInput {

  /**
   * A record of the current leader stands in the log.
   *
   * @param offset where; the first of the topic has 0
   * @param at the record's own time
   */
  record LogRead(SlotRecord record, long offset, Instant at) implements SlotInput {}

  /** The log was read up to the end that it had when the reading began. */
  record CaughtUp() implements SlotInput {}

  /**
   * An input of the publisher was read.
   *
   * @param term the leadership that reads it; another one's inputs do not count
   * @param partition the topic partition, as {@code topic-partition}
   * @param offset where in the partition
   */
  record InputRead(Term term, SlotEvent event, String partition, long offset)
      implements SlotInput {}

  /** A record of an input topic that is no business of the publisher; only its place counts. */
  record InputPassed(Term term, String partition, long offset) implements SlotInput {}

  /** A timer of the protocol has run out. */
  record TimerFired(Term term, SlotTimer timer) implements SlotInput {}

  /** Time has passed. */
  record Ticked() implements SlotInput {}
}
