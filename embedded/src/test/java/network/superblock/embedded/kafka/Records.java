package network.superblock.embedded.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads partition 0 of a topic with plain clients. */
final class Records {

  private static final int LIMIT = 9 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Records() {}

  /** Returns when the broker has acknowledged all values. */
  static void write(String bootstrapServers, String topic, List<byte[]> values) {
    var settings =
        Map.<String, Object>of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LIMIT + 1024);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var acknowledgements =
          values.stream()
              .map(value -> producer.send(new ProducerRecord<byte[], byte[]>(topic, value)))
              .toList();
      for (var acknowledgement : acknowledgements) acknowledgement.get();
    } catch (Exception e) {
      throw new AssertionError("not written", e);
    }
  }

  /** The values from the beginning to the present end. */
  static List<byte[]> read(String bootstrapServers, String topic) {
    var settings =
        Map.<String, Object>of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    var partition = new TopicPartition(topic, 0);
    var values = new ArrayList<byte[]>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var ends = consumer.endOffsets(List.of(partition), PATIENCE).values();
      long end = ends.iterator().next();
      while (consumer.position(partition) < end) {
        consumer.poll(PATIENCE).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
