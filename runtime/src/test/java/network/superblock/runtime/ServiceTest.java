package network.superblock.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.contracts.L1Deployment;
import network.superblock.embedded.Port;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.EmbeddedPostgres;
import network.superblock.embedded.postgres.PostgresOptions;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.l1.L1Chain;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole service, and what it does about everything that can be away. */
@Timeout(120)
class ServiceTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    Work work(TopicClients topics) {
      return new Work(topics);
    }
  }

  /** Reads a topic, as services do. */
  static final class Work implements Activity {

    private final TopicClients topics;
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    Work(TopicClients topics) {
      this.topics = topics;
    }

    @Override
    public void start() {
      open.add(topics.read("test", Set.of(Topic.XT), ReadFrom.end(), _ -> {}));
      calls.add("start");
    }

    @Override
    public void stop() {
      for (var resource : open) close(resource);
      calls.add("stop");
    }

    private static void close(AutoCloseable resource) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Port kafkaPort = Port.findFree();
  private final Port postgresPort = Port.findFree();
  private final Port l1Port = Port.findFree();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (var service : services) service.close();
    for (var resource : open.reversed()) resource.close();
    client.close();
  }

  @Test
  void startsWithoutAnythingAndWorksWhenAllOfItIsThere() throws Exception {
    var service = start("slot-service/a");
    assertThat(get(service, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    var unready = get(service, "/actuator/health/readiness");
    assertThat(unready.statusCode()).isEqualTo(503);
    for (var missing : List.of("kafka", "postgres", "l1"))
      await()
          .untilAsserted(() ->
              assertThat(
                      readiness(service)
                          .at("/components/" + missing + "/details/reason")
                          .asString())
                  .isNotEmpty()
                  .isNotEqualTo("not tried yet"));
    assertThat(readiness(service).at("/components/activities/details/reason").asString())
        .startsWith("waiting for");
    var work = service.getBean(Work.class);
    assertThat(work.calls).isEmpty();

    closing(EmbeddedKafka.start(KafkaOptions.temporary().on(kafkaPort)));
    var postgres = EmbeddedPostgres.start(PostgresOptions.keptIn(directory).on(postgresPort));
    startL1();
    awaitReady(service);
    assertThat(work.calls).containsExactly("start");
    var database = service.getBean(DatabaseClient.class);
    database.sql("INSERT INTO note VALUES (1, 'kept')").then().block();

    postgres.close();
    await()
        .atMost(SOON)
        .until(() -> get(service, "/actuator/health/readiness").statusCode() == 503);
    assertThat(readiness(service).at("/components/kafka/status").asString()).isEqualTo("UP");
    closing(EmbeddedPostgres.start(PostgresOptions.keptIn(directory).on(postgresPort)));
    awaitReady(service);
    assertThat(database.sql("SELECT text FROM note").mapValue(String.class).one().block())
        .isEqualTo("kept");
    assertThat(work.calls).containsExactly("start");
  }

  @Test
  void servicesLiveAndDieSideBySide() throws Exception {
    closing(EmbeddedKafka.start(KafkaOptions.temporary().on(kafkaPort)));
    closing(EmbeddedPostgres.start(PostgresOptions.temporary().on(postgresPort)));
    startL1();
    var one = start("slot-service/a");
    var two = start("slot-service/b");
    awaitReady(one);
    awaitReady(two);
    assertThat(get(one, "/actuator/prometheus").body())
        .contains("service=\"service-test\"", "replica=\"slot-service/a\"")
        .doesNotContain("slot-service/b");

    var stopping = one.getBean(Work.class);
    one.getBean(ServiceStop.class)
        .because("A test cannot go on", new IllegalStateException("cannot know"));
    await().atMost(SOON).until(() -> !one.isActive());
    assertThat(stopping.calls).containsExactly("start", "stop");
    awaitReady(two);
  }

  private ConfigurableApplicationContext start(String sender) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.network.id", "test");
    settings.put("superblock.network.genesis", "2026-01-01T00:00:00Z");
    settings.put("superblock.network.genesis-hash", "0x" + "11".repeat(32));
    settings.put("superblock.identity.sender", sender);
    settings.put("superblock.identity.key", "0x" + "22".repeat(32));
    settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + kafkaPort.number());
    settings.put(
        "superblock.postgres.url", "postgresql://127.0.0.1:" + postgresPort.number() + "/postgres");
    settings.put("superblock.l1.url", "http://127.0.0.1:" + l1Port.number());
    settings.put("superblock.l1.registry", L1Deployment.by(L1Chain.OWNER).registry());
    settings.put("superblock.l1.poll", "200ms");
    var service = ServiceApplication.start(App.class, "service-test", settings);
    services.add(service);
    return service;
  }

  private void startL1() {
    var node = closing(EthereumNode.start(NodeOptions.l2(1).on(l1Port)));
    new L1Chain(node).mine(3);
  }

  private void awaitReady(ConfigurableApplicationContext service) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          var readiness = get(service, "/actuator/health/readiness");
          assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
        });
  }

  private JsonNode readiness(ConfigurableApplicationContext service) throws Exception {
    return JsonMapper.shared().readTree(get(service, "/actuator/health/readiness").body());
  }

  private HttpResponse<String> get(ConfigurableApplicationContext service, String path)
      throws Exception {
    var port = service.getEnvironment().getProperty("local.server.port");
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }
}
