package network.superblock.embedded.junit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;

/** The Kafka of this JVM's tests. It stops when the JVM does. */
public final class SharedKafka {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static Optional<EmbeddedKafka> broker = Optional.empty();

  private SharedKafka() {}

  /** Topic names for one test class; every call gives others. */
  public static TestTopics topicsOf(Class<?> test) {
    var prefix = test.getSimpleName() + "-" + TESTS.incrementAndGet() + ".";
    return new TestTopics(bootstrapServers(), prefix);
  }

  // All that tests ever see of the broker: whether it is embedded or not is decided here.
  private static synchronized String bootstrapServers() {
    if (broker.isEmpty()) {
      var started = EmbeddedKafka.start(KafkaOptions.temporary());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "shared-kafka-close"));
      broker = Optional.of(started);
    }
    return broker.get().bootstrapServers();
  }
}
