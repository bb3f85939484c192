package network.superblock.xtqueue.kafka;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotTopicReader;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.wire.Topic;
import network.superblock.xtqueue.NetworkLog;
import network.superblock.xtqueue.fold.LogRecord;
import network.superblock.xtqueue.fold.Position;

/** Reads the slot topic and the superblock topic beside each other. */
final class KafkaLog implements NetworkLog {

  // It has one partition.
  private static final String SUPERBLOCKS = Topic.SUPERBLOCK.topicName() + "-0";

  private final TopicClients clients;

  KafkaLog(TopicClients clients) {
    this.clients = clients;
  }

  @Override
  public Reading read(Position from, Sink sink) {
    var slots = clients.readSlots("slots", from.slot(), entries -> putSlots(entries, sink));
    try {
      var superblocks =
          clients.read(
              "superblocks",
              Set.of(Topic.SUPERBLOCK),
              superblocksFrom(from),
              records -> putSuperblocks(records, sink));
      return new BothTopics(slots, superblocks);
    } catch (RuntimeException e) {
      slots.close();
      throw e;
    }
  }

  private record BothTopics(SlotTopicReader slots, TopicReader superblocks) implements Reading {

    @Override
    public void close() {
      slots.close();
      superblocks.close();
    }
  }

  private static ReadFrom superblocksFrom(Position from) {
    var next = new TreeMap<String, Long>();
    next.put(SUPERBLOCKS, from.superblock());
    return ReadFrom.offsets(new InputOffsets(next));
  }

  private static void putSlots(List<SlotEntry> entries, Sink sink) throws InterruptedException {
    for (var entry : entries)
      sink.put(
          new LogRecord.OfSlot(entry.record(), entry.offset(), entry.timestamp(), entry.after()));
  }

  private static void putSuperblocks(List<Received> records, Sink sink)
      throws InterruptedException {
    for (var record : records)
      sink.put(new LogRecord.OfSuperblock(record.message(), record.offset(), record.timestamp()));
  }
}
