package network.superblock.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Settings of Kafka's clients: the operator's for reaching the brokers, ours for everything else.
 */
final class ClientSettings {

  private static final int LARGEST_RECORD = Topic.BLOCK.maxMessageBytes();
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaProperties properties;
  private final KafkaConnectionDetails connection;
  private final Sender sender;
  private final AtomicInteger clients = new AtomicInteger();

  ClientSettings(KafkaProperties properties, KafkaConnectionDetails connection, Sender sender) {
    this.properties = properties;
    this.connection = connection;
    this.sender = sender;
  }

  /** Unique in the JVM, since senders are. */
  String clientId(String purpose) {
    return sender.id().replace('/', '-') + "-" + purpose + "-" + clients.incrementAndGet();
  }

  String servers() {
    return String.join(",", connection.getBootstrapServers());
  }

  /**
   * A producer's settings.
   *
   * @param deliveryTimeout how long a record may take from the append to its acknowledgement
   * @param inFlight how many requests may be on their way at a time
   */
  Map<String, Object> producer(String purpose, Duration deliveryTimeout, int inFlight) {
    var settings = new HashMap<>(properties.buildProducerProperties());
    reconnecting(settings);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId(purpose));
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, inFlight);
    // Kafka 4's own default would hold every record back for 5 ms.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD + DeadLetters.OVERHEAD);
    var timeout = (int) deliveryTimeout.toMillis();
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) timeout);
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (int) Math.min(timeout, REQUEST_TIMEOUT.toMillis()));
    return settings;
  }

  Map<String, Object> consumer(String purpose) {
    var settings = new HashMap<>(properties.buildConsumerProperties());
    reconnecting(settings);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId(purpose));
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * LARGEST_RECORD);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LARGEST_RECORD);
    return settings;
  }

  Map<String, Object> admin() {
    var settings = new HashMap<>(properties.buildAdminProperties());
    reconnecting(settings);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId("admin"));
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3000);
    return settings;
  }

  private static void reconnecting(Map<String, Object> settings) {
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000L);
  }
}
