package network.superblock.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.deploy.Programs;
import network.superblock.deploy.YamlFile;
import network.superblock.deploy.settings.KnownSettings;
import network.superblock.deploy.settings.ServiceEnvironment;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ComposeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final JsonNode FILE = YamlFile.read(ROOT.resolve("docker-compose.yml"));
  private static final KnownSettings KNOWN = KnownSettings.ofServices();

  @Test
  void dockerComposeReadsIt() throws IOException {
    var ended = Programs.run(ROOT, "docker-compose", "config", "--quiet");
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  @Test
  void hasEveryPartOfTheNetwork() {
    assertThat(FILE.path("services").propertyNames())
        .containsExactlyInAnyOrder(
            "kafka",
            "postgres",
            "l1",
            "rollup-a",
            "rollup-b",
            "contracts",
            "slot-service",
            "slot-service-2",
            "xt-queue-service",
            "block-store-service",
            "superblock-service",
            "sequencer-a",
            "sequencer-b",
            "p2p-gateway",
            "console",
            "prometheus",
            "grafana");
  }

  @Test
  void everyServiceBindsItsSettings() {
    services()
        .forEach((name, service) -> {
          assertThat(environment(service).bindAll()).as(name).contains(expected(program(service)));
          for (var variable : service.path("environment").propertyNames())
            if (!variable.equals("JAVA_TOOL_OPTIONS"))
              assertThat(KNOWN.hasVariable(variable)).as(name + " " + variable).isTrue();
        });
  }

  private static String[] expected(String program) {
    return program.equals("console")
        ? new String[] {"console"}
        : new String[] {
          "superblock.network", "superblock.l1", "superblock.identity", "superblock.cors"
        };
  }

  /** Else a browser would keep the answers from the page. */
  @Test
  void everyServiceThatTheConsoleAsksAllowsItsPage() {
    var asked =
        FILE.at("/services/console/environment").properties().stream()
            .map(each -> each.getValue().asString())
            .filter(value -> value.startsWith("http://127.0.0.1:"))
            .map(value -> value.substring("http://127.0.0.1:".length()))
            .toList();
    assertThat(asked).hasSize(7);
    services()
        .forEach((name, service) -> {
          var port = environment(service).get("server.port");
          if (service.has("ports") && !name.equals("console"))
            assertThat(asked).as(name).contains(port);
          if (asked.contains(port))
            assertThat(environment(service).bind("superblock.cors.allowed-origins", String[].class))
                .as(name)
                .contains("http://127.0.0.1:8094");
        });
  }

  /** Its bridge is on, and both sequencers promise what it takes. */
  @Test
  void theGatewayPublishesForBothSequencers() {
    assertThat(environment(FILE.at("/services/p2p-gateway")).bindAll()).contains("gateway");
    var gateway = FILE.at("/services/p2p-gateway/environment");
    var sequencers = List.of("sequencer-a", "sequencer-b");
    for (var i = 0; i < sequencers.size(); i++) {
      var sequencer = FILE.at("/services/" + sequencers.get(i) + "/environment");
      var chain = "GATEWAY_CHAINS_" + i + "_";
      assertThat(sequencer.get("SUPERBLOCK_IDENTITY_SENDER").asString())
          .isEqualTo("sequencer/" + gateway.get(chain + "ID").asString());
      assertThat(sequencer.get("SUPERBLOCK_SEQUENCER_PRECONFIRMATION_SLASHER"))
          .isEqualTo(gateway.get(chain + "SLASHER"));
    }
  }

  @Test
  void portsAreThoseThatTheServicesListenOn() {
    services()
        .forEach((name, service) -> {
          var port = environment(service).get("server.port");
          for (var published : service.path("ports"))
            assertThat(published.asString()).as(name).isEqualTo("127.0.0.1:" + port + ":" + port);
          var build = service.at("/build/args");
          // Where the port is another one, the variable says so to the health check too.
          if (!build.isMissingNode() && !service.path("environment").has("SERVER_PORT"))
            assertThat(build.path("PORT").asString()).as(name).isEqualTo(port);
        });
  }

  @Test
  void everyImageOfOursIsBuiltOnce() {
    var built = new HashMap<String, Integer>();
    var used = new TreeSet<String>();
    for (var service : FILE.path("services")) {
      var image = service.path("image").asString();
      if (!image.startsWith("superblock/")) {
        assertThat(image).contains(":").doesNotContain(":latest");
        continue;
      }
      used.add(image);
      if (service.has("build")) built.merge(image, 1, Integer::sum);
      assertThat(service.path("read_only").asBoolean()).as(image).isTrue();
    }
    assertThat(built.keySet()).isEqualTo(used);
    assertThat(built.values()).containsOnly(1);
    for (var service : FILE.path("services"))
      if (service.at("/build/args").has("SERVICE"))
        assertThat(ROOT.resolve(service.at("/build/args/SERVICE").asString()).resolve("pom.xml"))
            .exists();
  }

  @Test
  void whatIsMountedAndWaitedForIsThere() {
    for (var service : FILE.path("services")) {
      for (var mounted : service.path("volumes")) {
        var source = mounted.asString().split(":", 2)[0];
        if (source.startsWith("./")) assertThat(ROOT.resolve(source)).exists();
        else assertThat(FILE.path("volumes").has(source)).as(source).isTrue();
      }
      var waited = service.path("depends_on");
      var names =
          waited.isArray()
              ? waited.valueStream().map(JsonNode::asString).toList()
              : List.copyOf(waited.propertyNames());
      for (var name : names) {
        assertThat(FILE.path("services").has(name)).as(name).isTrue();
        if (waited.path(name).path("condition").asString("").equals("service_healthy"))
          assertThat(FILE.at("/services/" + name).has("healthcheck")).as(name).isTrue();
      }
    }
  }

  @Test
  void prometheusAsksEveryService() {
    var targets = new TreeSet<String>();
    for (var target :
        YamlFile.read(Path.of("prometheus/prometheus.yml"))
            .at("/scrape_configs/0/static_configs/0/targets")) targets.add(target.asString());
    var services = new TreeSet<String>();
    services()
        .forEach(
            (name, service) -> services.add(name + ":" + environment(service).get("server.port")));
    assertThat(targets).isEqualTo(services);
  }

  /** Services of ours, by name. */
  private static Map<String, JsonNode> services() {
    var services = new TreeMap<String, JsonNode>();
    FILE.path("services")
        .properties()
        .forEach(each -> {
          var image = each.getValue().path("image").asString();
          if (image.startsWith("superblock/") && !image.equals("superblock/devnet"))
            services.put(each.getKey(), each.getValue());
        });
    assertThat(services).hasSize(9);
    return services;
  }

  private static String program(JsonNode service) {
    return service.path("image").asString().substring("superblock/".length());
  }

  private static ServiceEnvironment environment(JsonNode service) {
    var variables = new TreeMap<String, String>();
    service
        .path("environment")
        .properties()
        .forEach(each -> variables.put(each.getKey(), each.getValue().asString()));
    return new ServiceEnvironment(program(service), "{}", variables);
  }
}
