package network.superblock.embedded.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker's topics as bytes, as an intruder or a faulty client would write them. */
public final class RawTopics implements AutoCloseable {

  private static final int LARGEST = 32 << 20;

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;

  public RawTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Everything that stands in a topic, partition by partition. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                LARGEST),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
    }
    return found;
  }

  /**
   * Writes what no reader may believe: no value, garbage, and where the topic holds records, the
   * last of them cut short and with one bit turned.
   *
   * @return how many records that are
   */
  public int spoil(String topic) {
    var genuine = read(topic).stream().filter(record -> record.value() != null).toList();
    write(new ProducerRecord<>(topic, "nothing".getBytes(UTF_8), null));
    write(new ProducerRecord<>(topic, "garbage".getBytes(UTF_8), new byte[] {-1, 0, 42}));
    if (genuine.isEmpty()) return 2;
    var last = genuine.getLast();
    write(copyOf(last, Arrays.copyOf(last.value(), last.value().length / 2)));
    write(copyOf(last, withOneBitTurned(last.value())));
    return 4;
  }

  /**
   * Writes one record.
   *
   * @throws IllegalStateException if the broker refuses it
   */
  public void write(ProducerRecord<byte[], byte[]> record) {
    try {
      var _ = producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private static ProducerRecord<byte[], byte[]> copyOf(
      ConsumerRecord<byte[], byte[]> record, byte[] value) {
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), value, record.headers());
  }

  private static byte[] withOneBitTurned(byte[] value) {
    var turned = value.clone();
    turned[turned.length - 1] ^= 1;
    return turned;
  }
}
