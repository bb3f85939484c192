package network.superblock.superblock;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.message.Ledger;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import network.superblock.superblock.l1.TestL1;
import network.superblock.wire.Sender;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service between a real broker, a real database and a real L1. */
final class TestNetwork implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(60);

  private static final class Holder {
    static final TestNetwork NETWORK = new TestNetwork();
  }

  final TestL1 l1 = TestL1.start();
  final SlotScript script = new SlotScript();
  private final EmbeddedKafka broker = EmbeddedKafka.start(KafkaOptions.temporary());
  private final PostgresDatabase database = SharedPostgres.databaseOf(TestNetwork.class);
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<ConfigurableApplicationContext> service = Optional.empty();
  final PublisherTopics topics;
  private long slot;

  private TestNetwork() {
    register(PublisherRole.SLOT_SERVICE, PublisherTopics.LEADER);
    register(PublisherRole.BLOCK_STORE_SERVICE, PublisherTopics.BLOCK_STORE);
    register(PublisherRole.SUPERBLOCK_SERVICE, PublisherTopics.OWN);
    l1.mine(4);
    startService();
    topics = new PublisherTopics(broker.bootstrapServers());
    topics.lead();
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "test-network-close"));
  }

  private void closeAll() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One network for all tests of the JVM; each goes on from where the last one left it. */
  static TestNetwork shared() {
    return Holder.NETWORK;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  private void register(PublisherRole role, Sender sender) {
    l1.addPublisherKey(new PublisherKey(role, PublisherTopics.keyOf(sender).address()));
  }

  void startService() {
    service = Optional.of(start(PublisherTopics.OWN));
    awaitReady();
  }

  void stopService() {
    service.ifPresent(ConfigurableApplicationContext::close);
    service = Optional.empty();
  }

  ConfigurableApplicationContext service() {
    return service.orElseThrow();
  }

  /** Another process of the service beside the one that runs. */
  ConfigurableApplicationContext start(Sender sender) {
    return ServiceApplication.start(
        SuperblockServiceApplication.class, SuperblockServiceApplication.NAME, settings(sender));
  }

  /** Writes a slot that builds a superblock. */
  WrittenSlot build() {
    var written = script.build(nextSlot());
    topics.write(written);
    return written;
  }

  long nextSlot() {
    return ++slot;
  }

  /** What the slot service does about a final rollback. */
  void rollBackTo(Ledger ledger) {
    script.rollBackTo(ledger);
  }

  void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/actuator/health/readiness").statusCode() == 200);
  }

  JsonNode superblock(Object id) {
    return json("/api/v1/superblocks/" + id);
  }

  /** Waits until the superblock has come this far. */
  void awaitStatus(long number, String status) {
    await()
        .atMost(SOON)
        .until(() -> superblock(number).path("status").asString("none").equals(status));
  }

  /** Does something to the service's own tables that only a person could have done. */
  void tamper(String sql) {
    var _ = inTables(statement -> statement.execute(sql));
  }

  /** The first column of what the service's own tables hold. */
  List<String> texts(String query) {
    return inTables(statement -> {
      var found = new ArrayList<String>();
      var rows = statement.executeQuery(query);
      while (rows.next()) found.add(rows.getString(1));
      return found;
    });
  }

  private interface Work<T> {
    T in(Statement statement) throws SQLException;
  }

  private <T> T inTables(Work<T> work) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("SET search_path TO superblock_service");
      return work.in(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Mines until the superblock is that far. */
  void mineUntil(long number, String status) {
    await()
        .atMost(SOON)
        .until(() -> {
          l1.mine(1);
          return superblock(number).path("status").asString("none").equals(status);
        });
  }

  JsonNode json(String path) {
    return JsonMapper.shared().readTree(get(path).body());
  }

  HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(uri(path)).timeout(SOON).build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A measurement's value; 0 where there is none. */
  double metric(String name, String tag) {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  HttpClient http() {
    return http;
  }

  URI uri(String path) {
    var port = service().getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private Map<String, Object> settings(Sender sender) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("superblock.network.id", PublisherTopics.NETWORK.value());
    settings.put("superblock.network.genesis", "2026-01-01T00:00:00Z");
    settings.put("superblock.network.genesis-hash", TestL1.GENESIS.toString());
    settings.put("superblock.identity.sender", sender.id());
    settings.put("superblock.identity.key", PublisherTopics.keyOf(sender).exportHex());
    settings.put(
        "superblock.postgres.url",
        "postgresql://127.0.0.1:" + database.port().number() + "/" + database.name());
    settings.put("superblock.l1.url", l1.node().rpc());
    settings.put("superblock.l1.registry", l1.registry());
    settings.put("superblock.l1.settlement", l1.settlement());
    settings.put("superblock.l1.poll", "200ms");
    settings.put("superblock.l1.timeout", "1s");
    settings.put("superblock.publishing.key", TestL1.PUBLISHER_KEY);
    settings.put("superblock.publishing.poll", "50ms");
    settings.put("superblock.publishing.replace-after", 2);
    return settings;
  }

  @Override
  public void close() throws IOException {
    stopService();
    topics.close();
    broker.close();
    l1.close();
    http.close();
  }
}
