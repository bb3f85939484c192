package network.superblock.superblock;

import static network.superblock.embedded.junit.RunningService.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.embedded.junit.CutLine;
import network.superblock.embedded.junit.RunningService;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.protocol.message.SuperblockStatus.Included;
import network.superblock.protocol.message.SuperblockStatus.Published;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.l1.TestL1;
import network.superblock.wire.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What the service depends on is away, at its start and between its superblocks. */
@Timeout(180)
class OutageTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ALL = "/api/v1/superblocks";

  /** One history: each part needs what the part before has left. */
  @Test
  void waitsAtItsStartAndPublishesEverySuperblockInTheEnd(@TempDir Path directory)
      throws Exception {
    var database = SharedPostgres.databaseOf(OutageTest.class);
    var broker = new Broker(directory);
    try (broker;
        var l1 = l1();
        var toL1 = new CutLine(l1.node().port().number());
        var toPostgres = new CutLine(database.port().number())) {
      broker.stop();
      try (var context = start(broker, database, l1, toL1, toPostgres)) {
        var service =
            RunningService.on(context.getEnvironment().getRequiredProperty("local.server.port"));
        service.awaitAway("kafka", "postgres", "l1");
        assertUnavailable(service.get(ALL));
        broker.start();
        service.awaitThere("kafka");
        toPostgres.mend();
        service.awaitThere("postgres");
        service.awaitAway("l1");
        toL1.mend();
        service.awaitReady();

        try (var topics = new PublisherTopics(broker.servers())) {
          topics.lead();
          var scene = new Scene(service, l1, topics, new SlotScript());
          scene.withoutKafka(broker);
          scene.withoutPostgres(toPostgres);
          scene.withoutL1(toL1);
          scene.toldOfEach(3);
          assertThat(context.isActive()).isTrue();
        }
      }
    }
  }

  /** A broker that comes and goes. */
  private static final class Broker implements AutoCloseable {

    private final KafkaOptions options;
    private EmbeddedKafka running;

    Broker(Path directory) {
      this.running = EmbeddedKafka.start(KafkaOptions.keptIn(directory));
      this.options = KafkaOptions.keptIn(directory).on(running.port());
    }

    String servers() {
      return running.bootstrapServers();
    }

    void stop() {
      running.close();
    }

    void start() {
      running = EmbeddedKafka.start(options);
    }

    @Override
    public void close() {
      running.close();
    }
  }

  /** The service at work; superblock n is built in slot n. */
  private record Scene(
      RunningService service, TestL1 l1, PublisherTopics topics, SlotScript script) {

    /** L1 is followed as before, and the topic learns of it later. */
    void withoutKafka(Broker broker) {
      topics.write(script.build(1));
      awaitStatus(1, "SENT");
      broker.stop();
      service.awaitAway("kafka");
      mineUntilFinal(1);
      broker.start();
      service.awaitReady();
    }

    void withoutPostgres(CutLine toPostgres) {
      toPostgres.cut();
      service.awaitAway("postgres");
      topics.write(script.build(2));
      assertUnavailable(service.get(ALL));
      assertUnavailable(service.get(ALL + "/1"));
      toPostgres.mend();
      service.awaitReady();
      mineUntilFinal(2);
    }

    void withoutL1(CutLine toL1) {
      toL1.cut();
      service.awaitAway("l1");
      topics.write(script.build(3));
      awaitStatus(3, "QUEUED");
      toL1.mend();
      service.awaitReady();
      mineUntilFinal(3);
    }

    void toldOfEach(int superblocks) {
      for (long number = 1; number <= superblocks; number++) {
        var each = number;
        await()
            .atMost(LONG)
            .untilAsserted(() ->
                assertThat(told(each))
                    .hasExactlyElementsOfTypes(Published.class, Included.class, Finalized.class));
      }
    }

    /** One whose acknowledgement was lost with the broker stands there twice. */
    private List<ProtocolMessage> told(long number) {
      return topics.announced().stream()
          .filter(message -> numberOf(message) == number)
          .distinct()
          .toList();
    }

    private static long numberOf(ProtocolMessage message) {
      return switch (message) {
        case Published published -> published.number().value();
        case Included included -> included.number().value();
        case Finalized last -> last.number().value();
        default -> -1;
      };
    }

    private void mineUntilFinal(long number) {
      await()
          .atMost(LONG)
          .until(
              () -> {
                l1.mine(1);
                return statusOf(number);
              },
              "FINALIZED"::equals);
    }

    private void awaitStatus(long number, String status) {
      await().atMost(LONG).until(() -> statusOf(number), status::equals);
    }

    private String statusOf(long number) {
      var report = JsonMapper.shared().readTree(service.get(ALL + "/" + number).body());
      return report.path("status").asString("");
    }
  }

  private static TestL1 l1() {
    var l1 = TestL1.start();
    register(l1, PublisherRole.SLOT_SERVICE, PublisherTopics.LEADER);
    register(l1, PublisherRole.BLOCK_STORE_SERVICE, PublisherTopics.BLOCK_STORE);
    register(l1, PublisherRole.SUPERBLOCK_SERVICE, PublisherTopics.OWN);
    l1.mine(4);
    return l1;
  }

  private static void register(TestL1 l1, PublisherRole role, Sender sender) {
    l1.addPublisherKey(new PublisherKey(role, PublisherTopics.keyOf(sender).address()));
  }

  private static ConfigurableApplicationContext start(
      Broker broker, PostgresDatabase database, TestL1 l1, CutLine toL1, CutLine toPostgres) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("spring.kafka.bootstrap-servers", broker.servers());
    settings.put("superblock.network.id", PublisherTopics.NETWORK.value());
    settings.put("superblock.network.genesis", "2026-01-01T00:00:00Z");
    settings.put("superblock.network.genesis-hash", TestL1.GENESIS.toString());
    settings.put("superblock.identity.sender", PublisherTopics.OWN.id());
    settings.put("superblock.identity.key", PublisherTopics.keyOf(PublisherTopics.OWN).exportHex());
    settings.put(
        "superblock.postgres.url",
        "postgresql://127.0.0.1:" + toPostgres.port() + "/" + database.name());
    settings.put("superblock.l1.url", "http://127.0.0.1:" + toL1.port());
    settings.putAll(
        Map.of(
            "superblock.l1.registry",
            l1.registry(),
            "superblock.l1.settlement",
            l1.settlement(),
            "superblock.l1.poll",
            "200ms",
            "superblock.l1.timeout",
            "1s",
            "superblock.publishing.key",
            TestL1.PUBLISHER_KEY,
            "superblock.publishing.poll",
            "50ms"));
    return ServiceApplication.start(
        SuperblockServiceApplication.class, SuperblockServiceApplication.NAME, settings);
  }
}
