package network.superblock.bench.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** A consumer in a thread of its own. */
public final class Listening implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;

  private Listening(KafkaConsumer<byte[], byte[]> consumer, Thread thread) {
    this.consumer = consumer;
    this.thread = thread;
  }

  /** Hands on every record, in order, until it is closed; the consumer is closed with it. */
  public static Listening start(
      KafkaConsumer<byte[], byte[]> consumer,
      String name,
      Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    var thread = Thread.ofPlatform().daemon().name(name).start(() -> listen(consumer, listener));
    return new Listening(consumer, thread);
  }

  private static void listen(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    try (consumer) {
      while (true) for (var record : consumer.poll(POLL)) listener.accept(record);
    } catch (WakeupException _) {
      // Closed.
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
