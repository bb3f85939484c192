package network.superblock.sequencer;

import java.time.Instant;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.runtime.kafka.SlotPlace;

/** What comes into the driver's inbox. */
public sealed interface SequencerInput {

  /**
   * A record of the current leader stands in the slot topic.
   *
   * @param at the record's own time
   * @param after from where the topic is read on
   */
  record SlotLogRead(SlotRecord record, Instant at, SlotPlace after) implements SequencerInput {}

  /** The slot topic was read up to the end that it had when the reading began. */
  record CaughtUp() implements SequencerInput {}

  /** Something happened to the protocol: a timer ran out, the workshop has an answer. */
  record Happened(SequencerEvent event) implements SequencerInput {}

  /** A record of another topic; its place is kept with what it led to. */
  sealed interface TopicRead extends SequencerInput {

    /** As {@code topic-partition}. */
    String partition();

    long offset();
  }

  /** A message of a topic that is an event of the protocol. */
  record MessageRead(SequencerEvent event, String partition, long offset) implements TopicRead {}

  /** The block store sends a block of ours that we may have lost. */
  record BlockRecovered(L2Block block, String partition, long offset) implements TopicRead {}

  /** A superblock is final on L1. */
  record SuperblockFinalized(SuperblockNumber number, String partition, long offset)
      implements TopicRead {}

  /** A record that is no business of ours; only its place counts. */
  record Passed(String partition, long offset) implements TopicRead {}
}
