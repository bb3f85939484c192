package network.superblock.devnet.narration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import network.superblock.protocol.Bytes;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the network's topics from some time on and tells what happens there, to whoever listens.
 */
public final class Narrator implements AutoCloseable {

  private static final Set<Topic> TOPICS =
      EnumSet.of(Topic.SLOT, Topic.VOTE, Topic.MAILBOX, Topic.BLOCK_VERDICT, Topic.SUPERBLOCK);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Narration narration = new Narration();
  private final BiConsumer<Instant, String> listener;
  private final Thread thread;

  private Narrator(KafkaConsumer<byte[], byte[]> consumer, BiConsumer<Instant, String> listener) {
    this.consumer = consumer;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("narrator").unstarted(this::run);
  }

  /**
   * Starts to tell what has been written since some time. The topics must exist.
   *
   * @param listener gets one line at a time with its time, in the narrator's thread
   */
  public static Narrator since(
      Instant begin, String bootstrapServers, BiConsumer<Instant, String> listener) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "narrator",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions(consumer));
    seek(consumer, begin);
    var narrator = new Narrator(consumer, listener);
    narrator.thread.start();
    return narrator;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    return TOPICS.stream()
        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static void seek(KafkaConsumer<?, ?> consumer, Instant begin) {
    var times = new HashMap<TopicPartition, Long>();
    for (var partition : consumer.assignment()) times.put(partition, begin.toEpochMilli());
    var found = consumer.offsetsForTimes(times);
    consumer
        .endOffsets(consumer.assignment())
        .forEach((partition, end) -> {
          var first = found.get(partition);
          consumer.seek(partition, first == null ? end : first.offset());
        });
  }

  private void run() {
    try (consumer) {
      while (true) tell(consumer.poll(Duration.ofSeconds(1)));
    } catch (WakeupException e) {
      // Closed.
    }
  }

  /** In the order of their times: what comes at once is grouped by topic. */
  private void tell(ConsumerRecords<byte[], byte[]> records) {
    StreamSupport.stream(records.spliterator(), false)
        .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
        .forEach(this::tell);
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    var time = Instant.ofEpochMilli(record.timestamp());
    switch (MessageCodec.decode(Bytes.of(record.value()))) {
      case Decoding.Decoded(var _, var message) ->
          narration.tell(message).ifPresent(line -> listener.accept(time, line));
      case Decoding.Malformed(var reason) -> listener.accept(time, "unreadable record: " + reason);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
