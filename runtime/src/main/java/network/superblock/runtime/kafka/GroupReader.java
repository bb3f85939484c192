package network.superblock.runtime.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Reads its share of some topics as one of a consumer group. Records are acknowledged after the
 * receiver took them, at least once. A thread of its own calls the receiver, and the consumer
 * pauses meanwhile instead of falling silent: however long it takes, the group does not expel it.
 */
public final class GroupReader
    implements AutoCloseable, BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

  // One batch at work and one in hand.
  private static final int AHEAD = 2;

  private record Batch(List<ConsumerRecord<byte[], byte[]>> records, Acknowledgment ack) {}

  private final RecordOpener opener;
  private final Delivery delivery;
  private final KafkaMessageListenerContainer<byte[], byte[]> container;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private final Thread worker;
  private boolean closed;

  GroupReader(
      String name,
      Collection<String> topics,
      ConsumerFactory<byte[], byte[]> consumers,
      RecordOpener opener,
      Delivery delivery) {
    this.opener = opener;
    this.delivery = delivery;
    var properties = new ContainerProperties(topics.toArray(String[]::new));
    Containers.configure(properties);
    properties.setMessageListener(this);
    properties.setConsumerRebalanceListener(new Forgetting());
    this.container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(name);
    container.setCommonErrorHandler(new ReaderErrors(delivery));
    this.worker = Thread.ofPlatform().daemon().name(name + "-receiver").unstarted(this::work);
  }

  /** Called once. */
  void start() {
    worker.start();
    container.start();
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records,
      @Nullable Acknowledgment ack,
      @Nullable Consumer<?, ?> consumer) {
    if (ack == null) throw new IllegalStateException("the container acknowledges by hand");
    lock.lock();
    try {
      waiting.addLast(new Batch(records, ack));
      if (waiting.size() >= AHEAD) container.pause();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Reads no further and returns when the receiver is not called any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    Containers.stop(container, delivery);
    delivery.interrupt();
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (var batch = next(); batch != null; batch = next()) {
      var opened = opener.open(batch.records());
      opened.deadLetters().join();
      if (!delivery.deliver(opened.records())) return;
      batch.ack().acknowledge();
    }
  }

  private @Nullable Batch next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) changed.awaitUninterruptibly();
      if (closed) return null;
      var batch = waiting.removeFirst();
      if (waiting.size() < AHEAD && container.isPauseRequested()) container.resume();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** What waits is read again by whoever gets the partitions. */
  private final class Forgetting implements ConsumerAwareRebalanceListener {

    @Override
    public void onPartitionsRevokedAfterCommit(
        Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
      forget();
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
      forget();
    }

    private void forget() {
      lock.lock();
      try {
        waiting.clear();
        if (container.isPauseRequested()) container.resume();
      } finally {
        lock.unlock();
      }
    }
  }
}
