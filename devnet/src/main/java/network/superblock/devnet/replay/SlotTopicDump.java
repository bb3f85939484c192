package network.superblock.devnet.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Bytes;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeHeader;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the slot topic as it stands in Kafka, from its first record to its last. */
public final class SlotTopicDump {

  private static final TopicPartition PARTITION = new TopicPartition(Topic.SLOT.topicName(), 0);

  private SlotTopicDump() {}

  /** What is in the topic now. */
  public static List<LogLine> read(String bootstrapServers) {
    var settings =
        Map.<String, Object>of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    var lines = new ArrayList<LogLine>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToEnd(List.of(PARTITION));
      var end = consumer.position(PARTITION);
      consumer.seekToBeginning(List.of(PARTITION));
      while (consumer.position(PARTITION) < end)
        for (var record : consumer.poll(Duration.ofSeconds(1))) lines.add(lineOf(record));
    }
    return lines;
  }

  private static LogLine lineOf(ConsumerRecord<byte[], byte[]> record) {
    return new LogLine(
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        header(record, EnvelopeHeader.SENDER, "none"),
        Long.parseLong(header(record, EnvelopeHeader.TERM, "0")),
        Bytes.of(record.value()));
  }

  private static String header(
      ConsumerRecord<byte[], byte[]> record, EnvelopeHeader name, String otherwise) {
    var header = record.headers().lastHeader(name.key());
    return header == null ? otherwise : new String(header.value(), UTF_8);
  }
}
