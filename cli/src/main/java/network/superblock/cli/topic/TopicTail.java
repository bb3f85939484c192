package network.superblock.cli.topic;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.superblock.cli.RefusedException;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's records in the order of their times, and shows them. Blocks. */
public final class TopicTail {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Broker broker;
  private final String topic;
  private final RecordFilter filter;
  private final boolean asJson;

  /**
   * Reads nothing yet.
   *
   * @param topic a topic's name; {@code slot} stands for {@code sbcp.slot}
   */
  public TopicTail(Broker broker, String topic, RecordFilter filter, boolean asJson) {
    this.broker = broker;
    this.topic = topic;
    this.filter = filter;
    this.asJson = asJson;
  }

  /**
   * Shows what there is and, if told to, what comes.
   *
   * @param limit ends after so many shown records
   * @throws RefusedException if there is no such topic
   */
  public void read(Beginning from, boolean follow, long limit, Consumer<String> line) {
    var partitions = partitions();
    try (var consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      from.seek(consumer, partitions);
      var ends = consumer.endOffsets(partitions);
      var left = limit;
      while (left > 0
          && (follow
              || ends.entrySet().stream()
                  .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())))
        left = show(consumer, left, line);
    }
  }

  private long show(KafkaConsumer<byte[], byte[]> consumer, long limit, Consumer<String> line) {
    var left = limit;
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    consumer.poll(POLL).forEach(records::add);
    records.sort(comparingLong(ConsumerRecord::timestamp));
    for (var record : records) {
      var shown = ShownRecord.of(record);
      if (left == 0 || !filter.shows(shown)) continue;
      line.accept(asJson ? shown.json().toString() : shown.line());
      left--;
    }
    return left;
  }

  private List<TopicPartition> partitions() {
    var topics = broker.topics();
    var name = topics.containsKey(topic) ? topic : "sbcp." + topic;
    var description = topics.get(name);
    if (description == null)
      throw new RefusedException(
          "there is no topic '%s' at %s; there are: %s"
              .formatted(topic, broker.bootstrapServers(), String.join(", ", topics.keySet())));
    return description.partitions().stream()
        .map(partition -> new TopicPartition(name, partition.partition()))
        .toList();
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        broker.bootstrapServers(),
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Topic.BLOCK.maxMessageBytes());
  }
}
