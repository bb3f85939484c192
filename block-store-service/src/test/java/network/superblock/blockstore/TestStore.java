package network.superblock.blockstore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.Topic;
import org.springframework.context.ConfigurableApplicationContext;

/** One block store at work for all tests of the JVM. Each test opens slots after those before. */
final class TestStore {

  static final TestRollup A = new TestRollup(11111);
  static final TestRollup B = new TestRollup(22222);
  static final TestRollup ABSENT = new TestRollup(99999);

  private static final Map<String, String> SETTINGS = Map.of("block-store.retention", "1d");

  private static final class Holder {
    static final TestStore STORE = new TestStore();
  }

  final TestNetwork network;
  final TestPublisher publisher;
  final VerdictReader verdicts;
  private final PostgresDatabase database = SharedPostgres.databaseOf(TestStore.class);
  private final Map<ChainId, TestSender> sequencers = new HashMap<>();
  private ConfigurableApplicationContext context;

  private TestStore() {
    var mined = MinedBlocks.ROLLUP;
    var peer = MinedBlocks.PEER;
    this.network = new TestNetwork(A, B, ABSENT, mined, peer);
    this.context = network.store("a", database, SETTINGS);
    TestNetwork.awaitWork(context);
    this.publisher = network.publisher(A, B, mined, peer);
    this.verdicts = network.verdicts();
    Runtime.getRuntime().addShutdownHook(new Thread(network::close, "test-network-close"));
  }

  static TestStore shared() {
    return Holder.STORE;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What Kafka clients connect to. */
  String servers() {
    return network.servers();
  }

  String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** Another replica, on the same database. */
  ConfigurableApplicationContext replica(String name) {
    var replica = network.store(name, database, SETTINGS);
    TestNetwork.awaitWork(replica);
    return replica;
  }

  void stop() {
    context.close();
  }

  void start() {
    context = replica("a");
  }

  TestSender sequencerOf(TestRollup rollup) {
    return sequencers.computeIfAbsent(rollup.chain(), _ -> network.sequencerOf(rollup));
  }

  /** A valid block for the slot that is open. */
  L2Block block(TestRollup rollup, String local, XtRequest... xts) {
    return rollup.block(
        publisher.slot(),
        publisher.slotStart(),
        publisher.request(rollup),
        List.of(xts),
        local + publisher.slot());
  }

  void submit(L2Block block) {
    var rollups = List.of(A, B, ABSENT, MinedBlocks.ROLLUP, MinedBlocks.PEER);
    var own = rollups.stream().filter(r -> r.chain().equals(block.chain())).findFirst();
    sequencerOf(own.orElseThrow()).write(Topic.BLOCK, block);
  }
}
