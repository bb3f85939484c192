package network.superblock.xtqueue;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.SenderKeys;
import network.superblock.wire.signature.SigningKey;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Kafka and Postgres with everything around the queue, and a clock that stands still. The services
 * of a test find it by {@link TestBeans}; one test class at a time has one.
 */
final class TestNetwork implements AutoCloseable {

  static final NetworkId ID = new NetworkId("test");
  static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  static final SlotSchedule SCHEDULE =
      new SlotSchedule(
          GENESIS, Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(3));

  private static final AtomicInteger REPLICAS = new AtomicInteger();
  private static volatile @Nullable TestNetwork current;

  final ManualClock clock = new ManualClock(SCHEDULE.startOf(new Slot(1)));
  final Map<ChainId, Rollups.Registration> rollups = new ConcurrentHashMap<>();
  final Map<ChainId, URI> sequencers = new ConcurrentHashMap<>();
  private final Map<Sender, SigningKey> keys = new ConcurrentHashMap<>();
  private final KafkaOptions options;
  private EmbeddedKafka kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  TestNetwork() {
    this(KafkaOptions.temporary());
  }

  /** A network whose broker can be stopped and started again, if it keeps its data. */
  TestNetwork(KafkaOptions options) {
    this.kafka = EmbeddedKafka.start(options);
    this.options = options.on(kafka.port());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    for (var chain : Set.of(Wallet.A, Wallet.B, Wallet.C))
      rollups.put(chain, Rollups.Registration.ACTIVE);
    current = this;
  }

  static TestNetwork current() {
    var network = current;
    if (network == null) throw new IllegalStateException("no test has a network");
    return network;
  }

  static PostgresDatabase database(Class<?> test) {
    return SharedPostgres.databaseOf(test);
  }

  void stopBroker() {
    kafka.close();
  }

  void startBroker() {
    kafka = EmbeddedKafka.start(options);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  KeyRing keys() {
    return new KeyRing() {
      @Override
      public SenderKeys since(long l1Block) {
        return sender -> keys.containsKey(sender) ? Set.of(keys.get(sender).address()) : Set.of();
      }

      @Override
      public void refresh() {}
    };
  }

  /** Starts a replica of the queue. */
  ConfigurableApplicationContext startQueue(PostgresDatabase database, Map<String, String> more) {
    var url = "postgresql://127.0.0.1:" + database.port().number() + "/" + database.name();
    var sender =
        new Sender.Publisher(Role.XT_QUEUE_SERVICE, "replica-" + REPLICAS.incrementAndGet());
    var settings = new HashMap<String, String>();
    settings.put("server.port", "0");
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.security.limit.per-address", "1000000");
    settings.put("spring.kafka.bootstrap-servers", bootstrapServers());
    settings.put("superblock.postgres.url", url);
    settings.put("superblock.network.id", "test");
    settings.put("superblock.network.genesis", GENESIS.toString());
    settings.put("superblock.network.genesis-hash", "0x" + "11".repeat(32));
    settings.put("superblock.identity.sender", sender.id());
    settings.put("superblock.identity.key", keyOf(sender).exportHex());
    settings.put("superblock.http.keep-alive", "1s");
    settings.putAll(more);
    return ServiceApplication.start(XtQueueApplication.class, XtQueueApplication.NAME, settings);
  }

  /** Writes a message as its sender would, at the time of the network's clock. */
  void write(Sender sender, Topic topic, Term term, ProtocolMessage message) {
    var signed = new EnvelopeSigner(ID, sender, keyOf(sender)).sign(topic, term, message);
    var record =
        new ProducerRecord<>(
            topic.topicName(),
            null,
            clock.instant().toEpochMilli(),
            signed.key().isEmpty() ? null : signed.key().toArray(),
            signed.value().toArray());
    signed
        .headers()
        .forEach(header -> record.headers().add(header.key(), header.value().toArray()));
    try {
      producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException("not written", e);
    }
  }

  SigningKey keyOf(Sender sender) {
    return keys.computeIfAbsent(sender, _ -> SigningKey.generate(new SecureRandom()));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    kafka.close();
  }
}
