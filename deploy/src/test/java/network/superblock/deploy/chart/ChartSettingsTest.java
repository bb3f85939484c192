package network.superblock.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.deploy.YamlFile;
import network.superblock.deploy.settings.KnownSettings;
import network.superblock.deploy.settings.ServiceEnvironment;
import network.superblock.deploy.settings.SettingsTypes;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import tools.jackson.databind.JsonNode;

/** What the chart tells each service against what the service really takes. */
class ChartSettingsTest {

  private static final KnownSettings KNOWN = KnownSettings.ofServices();

  /** What a Secret holds here; a URL where one is expected. */
  private static final String SECRET = "http://secret:8545";

  static List<Named<Chart.Rendered>> all() {
    return Chart.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServiceBindsItsSettings(Chart.Rendered rendered) {
    var services = services(rendered);
    assertThat(services).hasSizeGreaterThan(4);
    for (var workload : services) {
      var environment = environment(rendered, workload);
      var bound = environment.bindAll();
      assertThat(bound).as(Chart.name(workload)).contains(expected(program(workload)));
    }
  }

  private static String[] expected(String program) {
    return switch (program) {
      case "p2p-gateway" -> new String[] {"gateway"};
      case "console" -> new String[] {"console"};
      default ->
          new String[] {
            "superblock.network", "superblock.l1", "superblock.identity", "superblock.kafka"
          };
    };
  }

  @Test
  void everyServiceAllowsTheConsolesPageAndNoOther() {
    var production = Chart.production();
    for (var workload : services(production))
      if (!program(workload).equals("console"))
        assertThat(
                environment(production, workload)
                    .bind("superblock.cors.allowed-origins", String[].class))
            .as(Chart.name(workload))
            .containsExactly("https://console.example.org");
    for (var workload : services(Chart.trial()))
      assertThat(environment(Chart.trial(), workload).namesInFile())
          .noneMatch(name -> name.contains("cors"));
    var console = environment(production, production.named("Deployment", "one-superblock-console"));
    assertThat(console.get("console.network")).isEqualTo("example-mainnet");
    assertThat(console.namesInFile()).noneMatch(name -> name.contains("demos"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyNameIsASettingOfTheServices(Chart.Rendered rendered) {
    for (var workload : services(rendered)) {
      var names = environment(rendered, workload).namesInFile();
      assertThat(names).as(Chart.name(workload)).isNotEmpty().allMatch(KNOWN::has);
      var variables = new ArrayList<>(variables(workload).keySet());
      variables.remove("JAVA_TOOL_OPTIONS");
      variables.removeAll(List.of("HOSTNAME", "POD_INDEX"));
      assertThat(variables).as(Chart.name(workload)).isNotEmpty().allMatch(KNOWN::hasVariable);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void thePortIsTheOneThatTheServiceListensOn(Chart.Rendered rendered) {
    for (var workload : services(rendered))
      assertThat(container(workload).at("/ports/0/containerPort").asString())
          .as(Chart.name(workload))
          .isEqualTo(environment(rendered, workload).get("server.port"));
  }

  @Test
  void secretsReachTheSettingsThatReadThem() {
    var rendered = Chart.production();
    var slot = environment(rendered, rendered.named("Deployment", "one-superblock-slot-service"));
    assertThat(slot.get("superblock.l1.url")).isEqualTo(SECRET);
    assertThat(slot.get("superblock.identity.sender"))
        .isEqualTo("slot-service/one-superblock-slot-service-0");
    var sequencer =
        environment(rendered, rendered.named("StatefulSet", "one-superblock-sequencer-901"));
    assertThat(sequencer.get("superblock.sequencer.node")).isEqualTo(SECRET);
    assertThat(sequencer.get("superblock.postgres.password")).isEqualTo(SECRET);
    assertThat(sequencer.get("spring.flyway.password")).isEqualTo(SECRET);
    assertThat(sequencer.get("superblock.postgres.schema")).isEqualTo("alpha");
    assertThat(sequencer.get("superblock.identity.sender")).isEqualTo("sequencer/901");
    var gateway =
        environment(rendered, rendered.named("StatefulSet", "one-superblock-p2p-gateway"));
    assertThat(gateway.get("superblock.postgres.schema")).isEqualTo("p2p_gateway_0");
  }

  @Test
  void kafkaClientsLogInWithCertificateAndPassword() {
    var rendered = Chart.production();
    var slot = environment(rendered, rendered.named("Deployment", "one-superblock-slot-service"));
    assertThat(slot.bind("spring.kafka", KafkaProperties.class).buildProducerProperties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("sasl.jaas.config", SECRET)
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.certificates", SECRET)
        .containsEntry("ssl.keystore.type", "PEM")
        .containsEntry("ssl.keystore.certificate.chain", SECRET)
        .containsEntry("ssl.keystore.key", SECRET);
  }

  @Test
  void aGatewayWithASigningKeyBelongsToTheNetwork() {
    var rendered =
        Chart.render(Chart.PRODUCTION, Map.of("p2pGateway.identitySecret.name", "gateway-key"));
    var gateway =
        environment(rendered, rendered.named("StatefulSet", "one-superblock-p2p-gateway"));
    assertThat(gateway.bindAll()).contains("gateway", "superblock.network", "superblock.identity");
    assertThat(gateway.get("superblock.identity.sender"))
        .isEqualTo("p2p-gateway/one-superblock-p2p-gateway-0");
    assertThat(gateway.get("gateway.identity-file")).isEqualTo("/var/lib/superblock/identity.key");
  }

  /** A name that the schema lets through and no service knows would be ignored in silence. */
  @Test
  void theSchemaKnowsTheSettingsByTheirNames() {
    var schema = YamlFile.read(Chart.DIRECTORY.resolve("values.schema.json")).path("properties");
    var blocks =
        Map.ofEntries(
            Map.entry("/security", "superblock.security"),
            Map.entry("/slotService/properties/settings", "superblock.slot"),
            Map.entry("/xtQueueService/properties/settings", "superblock.queue"),
            Map.entry("/blockStoreService/properties/settings", "block-store"),
            Map.entry("/superblockService/properties/publishing", "superblock.publishing"),
            Map.entry("/sequencers/properties/settings", "superblock.sequencer"),
            Map.entry(
                "/sequencers/properties/preconfirmation", "superblock.sequencer.preconfirmation"),
            Map.entry("/p2pGateway/properties/settings", "gateway"),
            Map.entry("/console/properties/settings", "console"),
            Map.entry("/network", "superblock.network"),
            Map.entry("/l1", "superblock.l1"),
            Map.entry("/tracing", "superblock.tracing"));
    // What stands in a Secret, in another value, or is the chart's own business.
    var elsewhere =
        List.of(
            "key",
            "keyFile",
            "coordinatorKey",
            "coordinatorKeyFile",
            "node",
            "mailbox",
            "url",
            "identityFile",
            "keysFile",
            "profile",
            // Of the console: the network's id, and what the devnet alone has.
            "network",
            "demos");
    blocks.forEach((block, prefix) -> {
      var expected = new ArrayList<>(SettingsTypes.namesOf(prefix));
      expected.removeAll(elsewhere);
      var named = new ArrayList<>(schema.at(block).path("properties").propertyNames());
      named.removeAll(List.of("urlSecret", "apiKeysSecret"));
      assertThat(named).as(block).containsExactlyInAnyOrderElementsOf(expected);
    });
  }

  /** So that the comparison can fail. */
  @Test
  void aNameThatNoServiceHasIsSeen() {
    assertThat(KNOWN.has("superblock.l1.log-range")).isTrue();
    assertThat(KNOWN.has("gateway.chains[3].slotSeconds")).isTrue();
    assertThat(KNOWN.has("superblock.l1.log-ranges")).isFalse();
    assertThat(KNOWN.hasVariable("SUPERBLOCK_L1_LOGRANGE")).isTrue();
    assertThat(KNOWN.hasVariable("SPRING_KAFKA_BOOTSTRAPSERVERS")).isTrue();
    assertThat(KNOWN.hasVariable("SUPERBLOCK_L1_ADDRESS")).isFalse();
  }

  private static List<JsonNode> services(Chart.Rendered rendered) {
    return rendered.of("Deployment", "StatefulSet").stream()
        .filter(workload -> !List.of("kafka", "postgres").contains(program(workload)))
        .toList();
  }

  private static ServiceEnvironment environment(Chart.Rendered rendered, JsonNode workload) {
    var file = rendered.named("ConfigMap", Chart.name(workload)).path("data");
    var name = program(workload) + ".yml";
    assertThat(file.propertyNames()).containsExactly(name);
    return new ServiceEnvironment(
        program(workload), file.path(name).asString(), variables(workload));
  }

  private static Map<String, String> variables(JsonNode workload) {
    var variables = new TreeMap<String, String>();
    variables.put("HOSTNAME", Chart.name(workload) + "-0");
    for (var variable : container(workload).path("env"))
      variables.put(variable.path("name").asString(), value(variable));
    return variables;
  }

  private static String value(JsonNode variable) {
    if (variable.at("/valueFrom/fieldRef").isObject()) return "0";
    return variable.has("valueFrom") ? SECRET : variable.path("value").asString();
  }

  private static String program(JsonNode workload) {
    return container(workload).path("name").asString();
  }

  private static JsonNode container(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0");
  }
}
