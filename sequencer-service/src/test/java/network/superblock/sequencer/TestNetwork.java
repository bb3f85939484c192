package network.superblock.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.runtime.clock.WallClock;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.SenderKeys;
import network.superblock.wire.signature.SigningKey;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A broker, the keys as L1 would name them, and the sequencers of whatever rollups a test has. */
final class TestNetwork implements AutoCloseable {

  static final Address SLASHER = Address.fromHex("0x" + "5a".repeat(20));

  static final Sender PUBLISHER = new Sender.Publisher(Role.SLOT_SERVICE, "one");
  static final Sender STORE = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "store");
  static final Sender SUPERBLOCKS = new Sender.Publisher(Role.SUPERBLOCK_SERVICE, "one");

  /** Slots and votes that take as long as a restart may. */
  static final Map<String, Object> UNHURRIED =
      Map.of(
          "superblock.network.slot-duration", Duration.ofMinutes(5),
          "superblock.network.seal-cutover", Duration.ofMinutes(4),
          "superblock.network.scp-timer", Duration.ofMinutes(2));

  private static Optional<TestNetwork> shared = Optional.empty();

  private final String bootstrapServers;
  private final Instant genesis = new WallClock().instant().minusSeconds(60);
  private final Map<ChainId, PostgresDatabase> databases = new HashMap<>();
  private final Map<Sender, TopicClients> clients = new HashMap<>();
  private final List<ConfigurableApplicationContext> open = new ArrayList<>();
  private Optional<ScriptedPublisher> publisher = Optional.empty();

  TestNetwork(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The network of this JVM's tests; each has its own rollups and takes the next slots. */
  static synchronized TestNetwork shared() {
    if (shared.isEmpty()) {
      var broker = EmbeddedKafka.start(KafkaOptions.temporary());
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "test-network-close"));
      shared = Optional.of(new TestNetwork(broker.bootstrapServers()));
    }
    return shared.get();
  }

  synchronized ScriptedPublisher publisher() {
    if (publisher.isEmpty()) publisher = Optional.of(new ScriptedPublisher(this));
    return publisher.get();
  }

  /** Starts a rollup's sequencer on the database that it had before, if it had one. */
  RunningSequencer sequencer(TestRollup rollup) {
    return sequencer(rollup, Map.of());
  }

  RunningSequencer sequencer(TestRollup rollup, Map<String, ?> different) {
    var settings = settings(new Sender.Sequencer(rollup.chain()));
    var database = database(rollup.chain());
    settings.put("superblock.postgres.url", urlOf(database, database.port().number()));
    settings.put("superblock.postgres.username", database.user());
    settings.put("superblock.postgres.password", database.password());
    settings.put("superblock.sequencer.node", rollup.endpoint().toString());
    settings.put("superblock.sequencer.mailbox", rollup.contracts().mailbox().toString());
    settings.put("superblock.sequencer.coordinator-key", TestRollup.coordinatorKey().exportHex());
    settings.put("superblock.sequencer.preconfirmation.slasher", SLASHER);
    settings.putAll(different);
    return new RunningSequencer(start(Sequencer.class, "sequencer-service", settings));
  }

  PostgresDatabase database(ChainId chain) {
    return databases.computeIfAbsent(chain, _ -> SharedPostgres.databaseOf(TestNetwork.class));
  }

  static String urlOf(PostgresDatabase database, int port) {
    return "postgresql://%s:%d/%s".formatted(database.host(), port, database.name());
  }

  /** The topics as {@code sender} writes and reads them. */
  TopicClients topicsOf(Sender sender) {
    return clients.computeIfAbsent(
        sender,
        _ -> start(Participant.class, "participant", settings(sender)).getBean(TopicClients.class));
  }

  @Override
  public void close() {
    publisher.ifPresent(ScriptedPublisher::close);
    List.copyOf(open).reversed().forEach(ConfigurableApplicationContext::close);
  }

  private ConfigurableApplicationContext start(
      Class<?> main, String name, Map<String, Object> settings) {
    var context = ServiceApplication.start(main, name, settings);
    open.add(context);
    return context;
  }

  private Map<String, Object> settings(Sender sender) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.security.limit.per-address", 1_000_000);
    settings.put("spring.kafka.bootstrap-servers", bootstrapServers);
    settings.put("superblock.network.id", "test");
    settings.put("superblock.network.genesis", genesis);
    settings.put("superblock.network.genesis-hash", "0x" + "ab".repeat(32));
    settings.put("superblock.identity.sender", sender.id());
    settings.put("superblock.identity.key", keyOf(sender).exportHex());
    return settings;
  }

  /** By whose key a rollup's sequencer signs. */
  static Address signerOf(ChainId chain) {
    return keyOf(new Sender.Sequencer(chain)).address();
  }

  private static SigningKey keyOf(Sender sender) {
    return SigningKey.fromHex(Hash32.of(Keccak256.hash(sender.id().getBytes(UTF_8))).toString());
  }

  @Configuration(proxyBeanMethods = false)
  @Import({SequencerServiceApplication.class, Registry.class})
  static class Sequencer {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Registry.class)
  static class Participant {}

  /** What L1 would say; the runtime's own tests read it from a real node. */
  @Configuration(proxyBeanMethods = false)
  @Import(network.superblock.runtime.kafka.TopicsAutoConfiguration.class)
  static class Registry {

    @Bean
    KeyRing keyRing() {
      return new KeyRing() {
        @Override
        public SenderKeys since(long l1Block) {
          return sender -> Set.of(keyOf(sender).address());
        }

        @Override
        public void refresh() {}
      };
    }
  }
}
