package network.superblock.slot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.embedded.junit.CutLine;
import network.superblock.embedded.junit.TestL1;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.SenderKeys;
import network.superblock.wire.signature.SigningKey;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A broker and everyone that the publisher talks to, with keys as L1 would name them. */
final class TestNetwork implements AutoCloseable {

  static final ChainId A = new ChainId(77777);
  static final ChainId B = new ChainId(88888);

  static final Sender QUEUE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "queue");
  static final Sender STORE = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "store");
  static final Sender SUPERBLOCKS = new Sender.Publisher(Role.SUPERBLOCK_SERVICE, "superblocks");
  private static final Map<Sender, SigningKey> KEYS =
      Stream.of(
              slots("one"),
              slots("two"),
              QUEUE,
              STORE,
              SUPERBLOCKS,
              new Sender.Sequencer(A),
              new Sender.Sequencer(B))
          .collect(toUnmodifiableMap(Function.identity(), TestNetwork::keyOf));

  private final KafkaOptions kafka;
  private EmbeddedKafka broker;
  private final Instant genesis;
  private final Map<Sender, ConfigurableApplicationContext> open = new HashMap<>();
  private String slotDuration = "2s";
  private String sealCutover = "1300ms";

  TestNetwork(Instant genesis) {
    this(genesis, KafkaOptions.temporary());
  }

  /** A network whose broker can be stopped and started again, if it keeps its data. */
  TestNetwork(Instant genesis, KafkaOptions options) {
    this.genesis = genesis;
    this.broker = EmbeddedKafka.start(options);
    this.kafka = options.on(broker.port());
  }

  /** Has slots of another length; to be said before anybody starts. */
  TestNetwork withSlots(String duration, String cutover) {
    slotDuration = duration;
    sealCutover = cutover;
    return this;
  }

  void stopBroker() {
    broker.close();
  }

  void startBroker() {
    broker = EmbeddedKafka.start(kafka);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Starts a replica of the publisher. */
  ConfigurableApplicationContext publisher(String name) {
    return start(Publisher.class, slots(name), Map.of());
  }

  /** Starts a replica of the publisher that asks an L1, to which a line leads. */
  ConfigurableApplicationContext publisherOn(TestL1 l1, CutLine line, String name) {
    return start(
        SlotServiceApplication.class,
        slots(name),
        Map.of(
            "superblock.l1.url",
            "http://127.0.0.1:" + line.port(),
            "superblock.l1.registry",
            l1.registry(),
            "superblock.l1.timeout",
            "1s"));
  }

  /** An L1 that names everyone here. */
  static TestL1 l1() {
    return TestL1.start(
        List.of(
            new PublisherKey(PublisherRole.SLOT_SERVICE, addressOf(slots("one"))),
            new PublisherKey(PublisherRole.XT_QUEUE_SERVICE, addressOf(QUEUE)),
            new PublisherKey(PublisherRole.BLOCK_STORE_SERVICE, addressOf(STORE))),
        Stream.of(A, B).map(TestNetwork::registered).toList());
  }

  private static RegisteredRollup registered(ChainId chain) {
    return new RegisteredRollup(
        chain,
        genesisOf(chain),
        addressOf(new Sender.Sequencer(chain)),
        TestL1.OWNER,
        TestL1.OWNER,
        "http://127.0.0.1:1",
        new Slot(1),
        true);
  }

  private static Address addressOf(Sender sender) {
    return keyOf(sender).address();
  }

  private static Sender slots(String name) {
    return new Sender.Publisher(Role.SLOT_SERVICE, name);
  }

  void stopPublisher(String name) {
    var context = open.remove(slots(name));
    if (context != null) context.close();
  }

  /** The topics as {@code sender} writes and reads them. */
  TopicClients topicsOf(Sender sender) {
    var context = open.getOrDefault(sender, null);
    return (context == null ? start(Participant.class, sender, Map.of()) : context)
        .getBean(TopicClients.class);
  }

  private ConfigurableApplicationContext start(Class<?> main, Sender sender, Map<String, ?> more) {
    var settings = new HashMap<String, Object>(settings(sender));
    settings.put("superblock.security.profile", "devnet");
    settings.putAll(more);
    var context = ServiceApplication.start(main, "slot-service", settings);
    open.put(sender, context);
    return context;
  }

  private Map<String, ?> settings(Sender sender) {
    return Map.of(
        "server.port",
        0,
        "spring.kafka.bootstrap-servers",
        broker.bootstrapServers(),
        "superblock.network.id",
        "test",
        "superblock.network.genesis",
        genesis.toString(),
        "superblock.network.genesis-hash",
        "0x" + "ab".repeat(32),
        "superblock.network.slot-duration",
        slotDuration,
        "superblock.network.seal-cutover",
        sealCutover,
        "superblock.network.scp-timer",
        "600ms",
        "superblock.identity.sender",
        sender.id(),
        "superblock.identity.key",
        keyOf(sender).exportHex());
  }

  private static SigningKey keyOf(Sender sender) {
    return SigningKey.fromHex(Hash32.of(Keccak256.hash(sender.id().getBytes(UTF_8))).toString());
  }

  @Override
  public void close() {
    List.copyOf(open.values()).forEach(ConfigurableApplicationContext::close);
    broker.close();
  }

  static Hash32 genesisOf(ChainId chain) {
    return Hash32.of(Keccak256.hash(chain.toString().getBytes(UTF_8)));
  }

  @Configuration(proxyBeanMethods = false)
  @Import({SlotServiceApplication.class, Registry.class})
  static class Publisher {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Registry.class)
  static class Participant {}

  /** What L1 would say, for the tests that have none. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "superblock.l1.url", matchIfMissing = true, havingValue = "none")
  @Import(network.superblock.runtime.kafka.TopicsAutoConfiguration.class)
  static class Registry {

    @Bean
    KeyRing keyRing() {
      return new KeyRing() {
        @Override
        public SenderKeys since(long l1Block) {
          return sender ->
              Optional.ofNullable(KEYS.get(sender))
                  .<Set<Address>>map(key -> Set.of(key.address()))
                  .orElse(Set.of());
        }

        @Override
        public void refresh() {}
      };
    }

    @Bean
    Rollups rollups() {
      var genesis = new TreeMap<ChainId, Hash32>();
      for (var chain : List.of(A, B)) genesis.put(chain, genesisOf(chain));
      var active = new ActiveRollups(new L1BlockRef(1, Hash32.ZERO), genesis);
      return _ -> Optional.of(active);
    }
  }
}
