package network.superblock.gateway;

import static network.superblock.gateway.Promises.KEY;
import static network.superblock.gateway.Promises.SLASHER;
import static network.superblock.gateway.Promises.WINDOW;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.embedded.Port;
import network.superblock.embedded.junit.RawTopics;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.junit.TestL1;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.preconfirmation.P2pNode;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.SdkMetrics;
import network.superblock.preconfirmation.lookahead.FixedLookahead;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.validation.LinkRule;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.signature.SigningKey;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.ConfigurableApplicationContext;

/** A Kafka, an L1, gateways of two chains between them and the gossip network, and a peer. */
final class BridgeScene implements AutoCloseable {

  static final ChainId OURS = new ChainId(77777);
  static final ChainId THEIRS = new ChainId(88888);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final NetworkId NETWORK = new NetworkId("test");
  private static final SigningKey GATEWAYS = SigningKey.fromHex("2c".repeat(32));
  private static final InstantSource CLOCK = InstantSource.system();

  private final Path directory;
  private final KafkaOptions options;
  private final TestL1 l1;
  private final List<Runnable> open = new ArrayList<>();
  private final Map<String, PostgresDatabase> databases = new HashMap<>();
  private EmbeddedKafka kafka;
  private RawTopics raw;

  /** What somebody wrote, by its sender and by what it is known by. */
  record Written(String sender, Hash32 id) {}

  /** A node of another operator. */
  record Peer(P2pNode node, PreconfirmationSdk sdk) {
    String address() {
      return node.host().addresses().getFirst().toString();
    }
  }

  BridgeScene(Path directory) {
    this.directory = directory;
    this.options = KafkaOptions.keptIn(directory.resolve("kafka")).on(Port.findFree());
    this.kafka = EmbeddedKafka.start(options);
    this.raw = new RawTopics(kafka.bootstrapServers());
    this.l1 =
        TestL1.start(
            List.of(new PublisherKey(PublisherRole.P2P_GATEWAY, GATEWAYS.address())),
            Stream.of(OURS, THEIRS).map(BridgeScene::registered).toList());
  }

  void stopBroker() {
    raw.close();
    kafka.close();
  }

  void startBroker() {
    kafka = EmbeddedKafka.start(options);
    raw = new RawTopics(kafka.bootstrapServers());
  }

  RawTopics raw() {
    return raw;
  }

  /** Starts a gateway, which continues when one of that name was there before. */
  ConfigurableApplicationContext gateway(String name, boolean publishes, String... peers) {
    var database =
        databases.computeIfAbsent(name, _ -> SharedPostgres.databaseOf(BridgeScene.class));
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    settings.put("superblock.postgres.url", database.jdbcUrl().substring("jdbc:".length()));
    settings.put("superblock.postgres.username", database.user());
    settings.put("superblock.postgres.password", database.password());
    settings.put("superblock.l1.url", l1.url());
    settings.put("superblock.l1.registry", l1.registry());
    settings.put("superblock.network.id", NETWORK);
    settings.put("superblock.network.genesis", "1970-01-01T00:00:00Z");
    settings.put("superblock.network.genesis-hash", "0x" + "11".repeat(32));
    settings.put("superblock.identity.sender", "p2p-gateway/" + name);
    settings.put("superblock.identity.key", GATEWAYS.exportHex());
    settings.put("gateway.listen", "/ip4/127.0.0.1/tcp/0");
    settings.put("gateway.identity-file", directory.resolve(name + ".key").toString());
    if (peers.length > 0) settings.put("gateway.peers", String.join(",", peers));
    var chains = List.of(OURS, THEIRS);
    for (var i = 0; i < chains.size(); i++) {
      var chain = "gateway.chains[" + i + "].";
      settings.put(chain + "id", chains.get(i));
      settings.put(chain + "slasher", SLASHER);
      settings.put(chain + "genesis", 0);
      settings.put(chain + "slot-seconds", WINDOW);
      settings.put(chain + "signers", KEY.address());
      settings.put(chain + "publish", publishes);
    }
    var context =
        ServiceApplication.start(GatewayApplication.class, GatewayApplication.NAME, settings);
    open.add(context::close);
    until(name + " at work", () -> node(context).chains().size() == chains.size());
    return context;
  }

  /** Starts a node without Kafka, connected to an address. */
  Peer peer(ChainId chain, String address) {
    var node =
        P2pNode.start(
            HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0"),
            Identity.generate(),
            CLOCK,
            SdkMetrics.NONE,
            Duration.ofMinutes(5));
    open.add(node::close);
    var config = SdkConfig.forChain(chain, SLASHER);
    var sdk =
        PreconfirmationSdk.start(
            node,
            config,
            new MemoryStorage(config.caches()),
            new FixedLookahead(0, WINDOW, List.of(KEY.address())),
            LinkRule.DEFAULT,
            CLOCK,
            SdkMetrics.NONE);
    open.add(sdk::close);
    sdk.updateHead(ConfirmedTip.at(0)).join();
    node.host().dial(Multiaddr.parse(address)).toCompletableFuture().join();
    until("the peer's mesh", () -> isMeshed(node, sdk));
    return new Peer(node, sdk);
  }

  static GatewayNode node(ConfigurableApplicationContext gateway) {
    return gateway.getBean(GatewayNode.class);
  }

  static PreconfirmationSdk sdk(ConfigurableApplicationContext gateway, ChainId chain) {
    return Objects.requireNonNull(node(gateway).chains().get(chain));
  }

  static String address(ConfigurableApplicationContext gateway) {
    return node(gateway).node().orElseThrow().host().addresses().getFirst().toString();
  }

  static void awaitMesh(ConfigurableApplicationContext gateway, ChainId... chains) {
    var node = node(gateway).node().orElseThrow();
    for (var chain : chains) until("mesh of " + chain, () -> isMeshed(node, sdk(gateway, chain)));
  }

  static double read(ConfigurableApplicationContext gateway, String outcome) {
    var counter =
        gateway
            .getBean(MeterRegistry.class)
            .find("p2p_kafka_read")
            .tag("outcome", outcome)
            .counter();
    return counter == null ? 0 : counter.count();
  }

  /** Has a chain's sequencer write a message. */
  void sequencerWrites(Topic topic, Preconfirmation message) {
    var signed = new EnvelopeSigner(NETWORK, new Sender.Sequencer(message.chain()), KEY);
    var record = signed.sign(topic, message);
    var out =
        new ProducerRecord<>(topic.topicName(), record.key().toArray(), record.value().toArray());
    record.headers().forEach(h -> out.headers().add(h.key(), h.value().toArray()));
    raw.write(out);
  }

  /** What gateways wrote of a chain, in no order between the topics. */
  List<Written> writtenByGateways(ChainId chain) {
    var written = new ArrayList<Written>();
    for (var topic : List.of(Topic.PRECONF_COMMITMENT, Topic.PRECONF_TXLIST))
      for (var record : raw.read(topic.topicName())) {
        if (record.value() == null
            || !(MessageCodec.decode(Bytes.of(record.value()))
                instanceof Decoding.Decoded(Sender.Publisher sender, ProtocolMessage message))
            || !(message instanceof Preconfirmation told)
            || !told.chain().equals(chain)) continue;
        written.add(new Written(sender.id(), idOf(told)));
      }
    return written;
  }

  private static Hash32 idOf(Preconfirmation message) {
    return switch (message) {
      case Preconfirmation.TxList list -> list.hash();
      case Preconfirmation.Commitment commitment ->
          Hash32.of(Keccak256.hash(commitment.signed().toArray()));
    };
  }

  static void until(String what, BooleanSupplier condition) {
    await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
  }

  @Override
  public void close() {
    open.reversed().forEach(Runnable::run);
    l1.close();
    stopBroker();
  }

  private static boolean isMeshed(P2pNode node, PreconfirmationSdk sdk) {
    var mesh = node.host().gossip().stats().toCompletableFuture().join().mesh();
    var protocols = sdk.config().protocols();
    return Stream.of(protocols.commitmentTopic(), protocols.txListTopic())
        .allMatch(topic -> mesh.containsKey(topic) && !mesh.get(topic).isEmpty());
  }

  private static RegisteredRollup registered(ChainId chain) {
    return new RegisteredRollup(
        chain,
        Hash32.fromHex("0x" + "22".repeat(32)),
        KEY.address(),
        TestL1.OWNER,
        TestL1.OWNER,
        "http://127.0.0.1:1",
        new Slot(1),
        true);
  }
}
