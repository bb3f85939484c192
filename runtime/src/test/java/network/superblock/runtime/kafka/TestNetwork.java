package network.superblock.runtime.kafka;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.clock.WallClock;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.SenderKeys;
import network.superblock.wire.signature.SigningKey;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** A broker with the network's topics, and senders whose keys are registered. */
final class TestNetwork implements AutoCloseable {

  static final NetworkId NETWORK = new NetworkId("test");
  static final ChainId A = new ChainId(77777);
  static final ChainId B = new ChainId(88888);

  final Keys keys = new Keys();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final InstantSource clock = new WallClock();
  CompletableFuture<Throwable> stopped = new CompletableFuture<>();
  private static Optional<EmbeddedKafka> shared = Optional.empty();

  private final EmbeddedKafka broker;
  private final boolean owned;
  private final List<AutoCloseable> open = new ArrayList<>();

  /** On the broker that the test classes share. */
  TestNetwork() throws Exception {
    this(shared(), false);
  }

  /** On a broker of its own, which the test may stop. */
  TestNetwork(KafkaOptions options) throws Exception {
    this(EmbeddedKafka.start(options), true);
  }

  private TestNetwork(EmbeddedKafka broker, boolean owned) throws Exception {
    this.broker = broker;
    this.owned = owned;
    try (var topics = broker(Map.of())) {
      topics.open();
    }
  }

  /** Keys by sender; each holds from one L1 block until another. */
  static final class Keys implements KeyRing {

    private record Held(Address key, long from, long until) {}

    private final Map<Sender, List<Held>> held = new ConcurrentHashMap<>();
    final AtomicInteger refreshed = new AtomicInteger();

    void register(Sender sender, SigningKey key, long from, long until) {
      held.computeIfAbsent(sender, _ -> new ArrayList<>())
          .add(new Held(key.address(), from, until));
    }

    @Override
    public SenderKeys since(long l1Block) {
      var from = Math.min(l1Block, 1000);
      return sender ->
          held.getOrDefault(sender, List.of()).stream()
              .filter(key -> key.until() > from)
              .map(Held::key)
              .collect(toSet());
    }

    @Override
    public void refresh() {
      refreshed.incrementAndGet();
    }
  }

  /** From where a test reads that shares the broker with others. */
  ReadFrom here(Topic topic) throws Exception {
    try (var topics = broker(Map.of())) {
      var partitions = topics.partitionsOf(Set.of(topic));
      return ReadFrom.offsets(new InputOffsets(topics.offsets(partitions, OffsetSpec.latest())));
    }
  }

  String servers() {
    return broker.bootstrapServers();
  }

  void stopBroker() {
    broker.close();
  }

  static SigningKey newKey() {
    return SigningKey.generate(new SecureRandom());
  }

  /** A participant with a registered key. */
  TopicClients join(Sender sender) {
    var key = newKey();
    keys.register(sender, key, 0, Long.MAX_VALUE);
    return clients(sender, key, Map.of());
  }

  TopicClients clients(Sender sender, SigningKey key, Map<String, String> consumer) {
    var settings = settings(sender, consumer);
    var identity =
        new TopicClients.Identity(NETWORK, new EnvelopeSigner(NETWORK, sender, key), keys);
    var clients =
        new TopicClients(
            identity,
            settings,
            closing(new KafkaBroker(settings, properties(Map.of()))),
            new TopicClients.Observers(
                meters, clock, (_, failure) -> stopped.complete(failure), XtTracer.off()));
    return closing(clients);
  }

  KafkaBroker broker(Map<String, Integer> partitions) {
    return new KafkaBroker(settings(new Sender.Sequencer(A), Map.of()), properties(partitions));
  }

  ClientSettings settings(Sender sender, Map<String, String> consumer) {
    var properties = new KafkaProperties();
    properties.getConsumer().getProperties().putAll(consumer);
    KafkaConnectionDetails connection = () -> List.of(servers());
    return new ClientSettings(properties, connection, sender);
  }

  static TopicProperties properties(Map<String, Integer> partitions) {
    return new TopicProperties(
        true, (short) 1, 1, partitions, Duration.ofDays(7), Duration.ofDays(30));
  }

  <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  /** Everything in a topic, as stock tools see it. */
  List<ConsumerRecord<byte[], byte[]>> dump(String topic) {
    var settings = new HashMap<>(settings(new Sender.Sequencer(A), Map.of()).consumer("dump"));
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var left = new HashMap<>(consumer.endOffsets(partitions));
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (left.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      return records;
    }
  }

  static XtRequest xt(int n) {
    return new XtRequest(
        List.of(
            new TransactionRequest(A, List.of(Bytes.of((byte) (n >> 8), (byte) n))),
            new TransactionRequest(B, List.of(Bytes.of((byte) 2)))));
  }

  static Outgoing outgoing(int n) {
    return Outgoing.of(Topic.XT, xt(n));
  }

  @Override
  public void close() {
    open.reversed().forEach(TestNetwork::closeQuietly);
    if (owned) broker.close();
  }

  /** Where the next record of a topic of one partition comes to stand. */
  long nextOffset(Topic topic) throws Exception {
    return switch (here(topic)) {
      case ReadFrom.Offsets(var next) -> next.next().values().iterator().next();
      case ReadFrom.Beginning _, ReadFrom.End _ -> throw new IllegalStateException();
    };
  }

  /** Cuts off all that stands in a topic, and its dead letters. */
  void forget(Topic topic) throws Exception {
    var names = List.of(topic.topicName(), topic.deadLetterTopicName());
    try (var admin = Admin.create(settings(new Sender.Sequencer(A), Map.of()).admin())) {
      var query = new HashMap<TopicPartition, OffsetSpec>();
      for (var described : admin.describeTopics(names).allTopicNames().get().values())
        for (var each : described.partitions())
          query.put(new TopicPartition(described.name(), each.partition()), OffsetSpec.latest());
      var ends = new HashMap<TopicPartition, RecordsToDelete>();
      admin
          .listOffsets(query)
          .all()
          .get()
          .forEach(
              (partition, end) -> ends.put(partition, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(ends).all().get();
    }
  }

  private static synchronized EmbeddedKafka shared() {
    if (shared.isEmpty()) {
      var started = EmbeddedKafka.start(KafkaOptions.temporary());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "shared-kafka-close"));
      shared = Optional.of(started);
    }
    return shared.get();
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot be closed", e);
    }
  }
}
