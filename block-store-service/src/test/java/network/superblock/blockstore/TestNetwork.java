package network.superblock.blockstore;

import static network.superblock.blockstore.TestPublisher.L1_BLOCK;
import static network.superblock.blockstore.TestPublisher.SCHEDULE;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.embedded.junit.TestL1;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.runtime.lifecycle.Activities;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.signature.SigningKey;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, an L1 and everyone that the block store talks to; their keys are registered. */
final class TestNetwork implements AutoCloseable {

  static final NetworkId NETWORK = new NetworkId("test");
  private static final Sender SLOTS = new Sender.Publisher(Role.SLOT_SERVICE, "a");
  private static final Sender SUPERBLOCKS = new Sender.Publisher(Role.SUPERBLOCK_SERVICE, "a");
  private static final Sender STORE = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "a");

  private final KafkaOptions options;
  private EmbeddedKafka kafka;
  private final TestL1 l1;
  private final List<Runnable> open = new ArrayList<>();

  TestNetwork(TestRollup... rollups) {
    this(KafkaOptions.temporary(), rollups);
  }

  /** A network whose broker can be stopped and started again, if it keeps its data. */
  TestNetwork(KafkaOptions options, TestRollup... rollups) {
    this.kafka = EmbeddedKafka.start(options);
    this.options = options.on(kafka.port());
    var keys =
        List.of(
            new PublisherKey(PublisherRole.SLOT_SERVICE, keyOf(SLOTS).address()),
            new PublisherKey(PublisherRole.SUPERBLOCK_SERVICE, keyOf(SUPERBLOCKS).address()),
            new PublisherKey(PublisherRole.BLOCK_STORE_SERVICE, keyOf(STORE).address()));
    this.l1 = TestL1.start(keys, Stream.of(rollups).map(TestNetwork::registered).toList());
    l1.mine((int) L1_BLOCK.number());
  }

  private static RegisteredRollup registered(TestRollup rollup) {
    return new RegisteredRollup(
        rollup.chain(),
        rollup.genesis(),
        keyOf(sequencer(rollup)).address(),
        TestL1.OWNER,
        rollup.mailbox(),
        "http://127.0.0.1:1",
        new Slot(1),
        true);
  }

  void stopBroker() {
    kafka.close();
  }

  void startBroker() {
    kafka = EmbeddedKafka.start(options);
  }

  TestL1 l1() {
    return l1;
  }

  String servers() {
    return kafka.bootstrapServers();
  }

  /** A publisher that leads from the first record on. */
  TestPublisher publisher(TestRollup... rollups) {
    var sender = sender(SLOTS);
    var term = new Term(1);
    var publisher =
        new TestPublisher(records -> records.forEach(r -> sender.writeSlot(term, r)), rollups);
    publisher.lead(term, SLOTS.name());
    return publisher;
  }

  TestSender sequencerOf(TestRollup rollup) {
    return sender(sequencer(rollup));
  }

  /** Says that it is the rollup's sequencer, but has another key. */
  TestSender forgerOf(TestRollup rollup) {
    return sender(new EnvelopeSigner(NETWORK, sequencer(rollup), keyOf(SUPERBLOCKS)));
  }

  TestSender superblocks() {
    return sender(SUPERBLOCKS);
  }

  VerdictReader verdicts() {
    var reader = new VerdictReader(kafka.bootstrapServers(), Set.of(keyOf(STORE).address()));
    open.add(reader::close);
    return reader;
  }

  /** Starts a replica of the block store. */
  ConfigurableApplicationContext store(
      String replica, PostgresDatabase database, Map<String, String> more) {
    var settings = new HashMap<String, Object>(settings(database));
    settings.put("superblock.identity.sender", "block-store-service/" + replica);
    settings.putAll(more);
    var context =
        ServiceApplication.start(BlockStoreApplication.class, BlockStoreApplication.NAME, settings);
    open.add(context::close);
    return context;
  }

  /** Waits until the replica reads its topics. */
  static void awaitWork(ConfigurableApplicationContext store) {
    var activities = store.getBean(Activities.class);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> activities.health().getStatus().equals(Status.UP));
  }

  @Override
  public void close() {
    open.reversed().forEach(Runnable::run);
    l1.close();
    kafka.close();
  }

  private Map<String, Object> settings(PostgresDatabase database) {
    return Map.ofEntries(
        Map.entry("server.port", 0),
        Map.entry("superblock.security.profile", "devnet"),
        Map.entry("spring.kafka.bootstrap-servers", kafka.bootstrapServers()),
        Map.entry("superblock.postgres.url", database.jdbcUrl().substring("jdbc:".length())),
        Map.entry("superblock.postgres.username", database.user()),
        Map.entry("superblock.postgres.password", database.password()),
        Map.entry("superblock.l1.url", l1.url()),
        Map.entry("superblock.l1.registry", l1.registry()),
        Map.entry("superblock.network.id", NETWORK),
        Map.entry("superblock.network.genesis", SCHEDULE.genesis()),
        Map.entry("superblock.network.genesis-hash", TestPublisher.GENESIS.hash()),
        Map.entry("superblock.identity.key", keyOf(STORE).exportHex()));
  }

  private TestSender sender(Sender sender) {
    return sender(new EnvelopeSigner(NETWORK, sender, keyOf(sender)));
  }

  private TestSender sender(EnvelopeSigner signer) {
    var opened = new TestSender(kafka.bootstrapServers(), signer);
    open.add(opened::close);
    return opened;
  }

  private static Sender sequencer(TestRollup rollup) {
    return new Sender.Sequencer(rollup.chain());
  }

  private static SigningKey keyOf(Sender sender) {
    return SigningKey.fromHex(TestRollup.hash("key of " + sender).toString());
  }
}
