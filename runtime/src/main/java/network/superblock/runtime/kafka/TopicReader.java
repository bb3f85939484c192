package network.superblock.runtime.kafka;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.superblock.protocol.message.InputOffsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Reads all partitions of some topics from given offsets until it is closed. It is in no group, so
 * nobody takes partitions from it however long its receiver takes.
 */
public final class TopicReader implements AutoCloseable {

  /**
   * Which offsets are read at first.
   *
   * @param from where reading begins, by {@code topic-partition}
   * @param to where the partitions ended when the reader was opened
   */
  record Span(SortedMap<String, Long> from, SortedMap<String, Long> to) {
    Span {
      from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
      to = Collections.unmodifiableSortedMap(new TreeMap<>(to));
    }
  }

  private final Span span;
  private final RecordOpener opener;
  private final Delivery delivery;
  private final KafkaMessageListenerContainer<byte[], byte[]> container;
  private final TreeMap<String, Long> next;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

  TopicReader(
      String name,
      Span span,
      ConsumerFactory<byte[], byte[]> consumers,
      RecordOpener opener,
      Delivery delivery) {
    this.span = span;
    this.opener = opener;
    this.delivery = delivery;
    this.next = new TreeMap<>(span.from());
    var partitions =
        span.from().entrySet().stream()
            .map(from -> Partitions.at(from.getKey(), from.getValue()))
            .toArray(TopicPartitionOffset[]::new);
    var properties = new ContainerProperties(partitions);
    Containers.configure(properties);
    properties.setMessageListener((BatchMessageListener<byte[], byte[]>) this::read);
    this.container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(name);
    container.setCommonErrorHandler(new ReaderErrors(delivery));
  }

  /** Called once. */
  void start() {
    noticeCaughtUp();
    container.start();
  }

  /**
   * The offset of each partition's next record, refused ones counted: from here on nothing has been
   * received. Named {@code topic-partition}.
   */
  public InputOffsets next() {
    synchronized (next) {
      return new InputOffsets(next);
    }
  }

  /** Completes when all that stood in the topics at the opening has been received. */
  public CompletionStage<Void> caughtUp() {
    return caughtUp.minimalCompletionStage();
  }

  /** Reads no further and returns when the receiver is not called any more. */
  @Override
  public void close() {
    Containers.stop(container, delivery);
  }

  private void read(List<ConsumerRecord<byte[], byte[]>> records) {
    // Nobody waits for a dead letter: it is written again whenever the record is read again.
    if (!delivery.deliver(opener.open(records).records())) return;
    synchronized (next) {
      for (var each : records)
        next.put(Partitions.name(each.topic(), each.partition()), each.offset() + 1);
    }
    noticeCaughtUp();
  }

  private void noticeCaughtUp() {
    if (caughtUp.isDone() || !isCaughtUp()) return;
    if (delivery.caughtUp()) caughtUp.complete(null);
  }

  private boolean isCaughtUp() {
    synchronized (next) {
      return span.to().entrySet().stream()
          .allMatch(to -> next.getOrDefault(to.getKey(), 0L) >= to.getValue());
    }
  }
}
