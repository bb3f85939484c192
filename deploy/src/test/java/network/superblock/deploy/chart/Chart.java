package network.superblock.deploy.chart;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.superblock.deploy.YamlFile;
import org.junit.jupiter.api.Named;
import tools.jackson.databind.JsonNode;

/** The chart in this repository, rendered by Helm's own code, which runs in this JVM. */
final class Chart {

  static final Path DIRECTORY = Path.of("../helm/superblock").toAbsolutePath().normalize();
  static final Path TRIAL = DIRECTORY.resolve("examples/trial.yaml");
  static final Path PRODUCTION = DIRECTORY.resolve("examples/production.yaml");

  static final String RELEASE = "one";
  static final String NAMESPACE = "network";

  /** Helm would take one for granted that is older than the chart allows. */
  static final String KUBERNETES = "1.31.0";

  /** The manifests of one set of values. */
  record Rendered(List<JsonNode> manifests) {

    List<JsonNode> of(String... kinds) {
      return manifests.stream()
          .filter(each -> List.of(kinds).contains(each.path("kind").asString("")))
          .toList();
    }

    JsonNode named(String kind, String name) {
      return of(kind).stream()
          .filter(each -> Chart.name(each).equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }
  }

  private static final Rendered OF_TRIAL = render(TRIAL, Map.of());
  private static final Rendered OF_PRODUCTION = render(PRODUCTION, Map.of());
  private static final Rendered OF_USERS = render(TRIAL, kafkaUsers());
  private static final Rendered OF_MANY = render(TRIAL, manyRollups(150));

  private Chart() {}

  static Rendered trial() {
    return OF_TRIAL;
  }

  static Rendered production() {
    return OF_PRODUCTION;
  }

  /** Every example, rendered. */
  static List<Named<Rendered>> all() {
    return List.of(
        Named.of("trial", OF_TRIAL),
        Named.of("production", OF_PRODUCTION),
        Named.of("trial whose Kafka has users", OF_USERS),
        Named.of("150 rollups", OF_MANY));
  }

  /** Renders with single values on top of a file. */
  static Rendered render(Path values, Map<String, String> more) {
    var command =
        new Helm(DIRECTORY)
            .template()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values);
    more.forEach(command::set);
    return new Rendered(YamlFile.parse(command.call()));
  }

  static String name(JsonNode manifest) {
    return manifest.at("/metadata/name").asString("");
  }

  private static Map<String, String> kafkaUsers() {
    return Map.of(
        "kafka.trial.usersSecret", "kafka-users",
        "kafka.acls.create", "true",
        "kafka.security.protocol", "SASL_PLAINTEXT",
        "kafka.security.saslMechanism", "SCRAM-SHA-512",
        "kafka.security.secret", "kafka-admin",
        "slotService.kafkaSecret", "kafka-slot-service");
  }

  private static Map<String, String> manyRollups(int count) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(i -> {
          var rollup = "sequencers.rollups[" + i + "].";
          return Map.of(
              rollup + "chainId",
              Integer.toString(1000 + i),
              rollup + "mailbox",
              "0x%040x".formatted(i + 1),
              rollup + "nodeSecret.name",
              "rollup-" + i,
              rollup + "nodeSecret.key",
              "node",
              rollup + "identitySecret.name",
              "rollup-" + i,
              rollup + "identitySecret.key",
              "sequencer",
              rollup + "coordinatorSecret.name",
              "rollup-" + i,
              rollup + "coordinatorSecret.key",
              "coordinator")
              .entrySet()
              .stream();
        })
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
