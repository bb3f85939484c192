package network.superblock.deploy.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.superblock.deploy.YamlFile;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the manifests are for, and what they say to each other. */
class ChartTest {

  private static final String[] WORKLOADS = {"Deployment", "StatefulSet", "Job"};

  static List<Named<Chart.Rendered>> all() {
    return Chart.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "production"})
  void helmHasNothingToComplainAbout(String example, @TempDir Path directory) throws IOException {
    // Helm lints a chart with its own values alone, and those leave out what must be given.
    var chart = directory.resolve("superblock");
    copy(chart);
    var values = chart.resolve("values.yaml");
    var given = YamlFile.read(Chart.DIRECTORY.resolve("examples/" + example + ".yaml"));
    var all = (ObjectNode) YamlFile.read(values);
    merge(all, given);
    Files.writeString(values, all.toString());
    var result = new Helm(chart).lint().strict().quiet().call();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void runsEveryServiceInItsWay() {
    var production = Chart.production();
    assertThat(replicas(production))
        .isEqualTo(
            Map.of(
                "Deployment slot-service", 3,
                "Deployment xt-queue-service", 3,
                "Deployment block-store-service", 3,
                "StatefulSet superblock-service", 1,
                "StatefulSet sequencer-901", 1,
                "StatefulSet p2p-gateway", 2,
                "Deployment console", 1));
    assertThat(replicas(Chart.trial()))
        .containsEntry("Deployment slot-service", 2)
        .containsEntry("StatefulSet sequencer-77777", 1)
        .containsEntry("StatefulSet sequencer-88888", 1)
        .containsKeys("StatefulSet kafka", "StatefulSet postgres");
  }

  @Test
  void onlyWhatHasReplicasHasADisruptionBudget() {
    var budgets = new TreeSet<String>();
    Chart.production().of("PodDisruptionBudget").forEach(each -> budgets.add(component(each)));
    assertThat(budgets)
        .containsExactly("block-store-service", "p2p-gateway", "slot-service", "xt-queue-service");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingThatIsNamedIsThere(Chart.Rendered rendered) {
    var configs = names(rendered.of("ConfigMap"));
    var accounts = names(rendered.of("ServiceAccount"));
    for (var workload : rendered.of(WORKLOADS)) {
      var pod = workload.at("/spec/template/spec");
      assertThat(accounts).contains(pod.path("serviceAccountName").asString());
      var volumes = new TreeSet<String>();
      for (var volume : pod.path("volumes")) {
        volumes.add(volume.path("name").asString());
        if (volume.has("configMap"))
          assertThat(configs).contains(volume.at("/configMap/name").asString());
      }
      for (var claim : workload.at("/spec/volumeClaimTemplates")) volumes.add(Chart.name(claim));
      for (var kind : List.of("containers", "initContainers"))
        for (var container : pod.path(kind))
          for (var mount : container.path("volumeMounts"))
            assertThat(volumes).as(Chart.name(workload)).contains(mount.path("name").asString());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServiceAndBudgetSelectsAPod(Chart.Rendered rendered) {
    var pods = new TreeSet<String>();
    for (var workload : rendered.of(WORKLOADS)) {
      var labels = workload.at("/spec/template/metadata/labels");
      // A Job's selector is made by Kubernetes.
      if (!workload.path("kind").asString().equals("Job"))
        assertThat(selects(workload.at("/spec/selector/matchLabels"), labels)).isTrue();
      pods.add(labels.toString());
    }
    for (var each : rendered.of("Service", "PodDisruptionBudget")) {
      var selector = each.at("/spec/selector");
      var wanted = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
      assertThat(pods)
          .as(Chart.name(each))
          .anyMatch(labels -> selects(wanted, JsonMapper.shared().readTree(labels)));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void probesAndServicesUsePortsThatAreOpen(Chart.Rendered rendered) {
    var open = new HashMap<String, Set<String>>();
    for (var workload : rendered.of("Deployment", "StatefulSet")) {
      var container = workload.at("/spec/template/spec/containers/0");
      var ports = new TreeSet<String>();
      for (var port : container.path("ports")) ports.add(port.path("name").asString());
      open.put(component(workload), ports);
      for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        assertThat(container.has(probe)).as(Chart.name(workload) + " " + probe).isTrue();
        for (var way : List.of("httpGet", "tcpSocket"))
          if (container.path(probe).has(way))
            assertThat(ports).contains(container.path(probe).path(way).path("port").asString());
      }
    }
    for (var service : rendered.of("Service"))
      for (var port : service.at("/spec/ports"))
        assertThat(open.get(component(service))).contains(port.path("targetPort").asString());
  }

  /** The health groups that probes ask for are those of every service's defaults. */
  @Test
  void probesAskForHealthGroups() throws IOException {
    String defaults;
    try (var in =
        getClass().getResourceAsStream("/network/superblock/runtime/defaults.properties")) {
      assertThat(in).isNotNull();
      defaults = new String(in.readAllBytes(), UTF_8);
    }
    for (var workload : Chart.production().of("Deployment", "StatefulSet"))
      for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        var path =
            workload.at("/spec/template/spec/containers/0/" + probe + "/httpGet/path").asString();
        assertThat(path).startsWith("/actuator/health/");
        var group = path.substring("/actuator/health/".length());
        assertThat(defaults).contains("management.endpoint.health.group." + group + ".include");
      }
  }

  @Test
  void everyRootIsReadOnlyButTheTrialBrokers() {
    for (var rendered : Chart.all())
      for (var workload : rendered.getPayload().of(WORKLOADS))
        assertThat(
                workload
                    .at("/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem")
                    .asBoolean())
            .as(Chart.name(workload))
            .isEqualTo(!component(workload).equals("kafka"));
  }

  @Test
  void noSecretStandsInAManifest() {
    for (var rendered : Chart.all()) assertThat(rendered.getPayload().of("Secret")).isEmpty();
    var production = Chart.production();
    var slot = production.named("Deployment", "one-superblock-slot-service").toString();
    assertThat(slot).contains("\"secretName\":\"slot-service-key\"", "kafka-slot-service");
    assertThat(slot).doesNotContain("kafka-admin", "postgres");
    // The gateway has no key of the network.
    assertThat(production.named("StatefulSet", "one-superblock-p2p-gateway").toString())
        .doesNotContain("SUPERBLOCK_L1_URL", "kafka")
        .contains("p2p-identities");
  }

  @Test
  void rulesAndDashboardsAreTheRepositorys() {
    var production = Chart.production();
    assertThat(production.of("PrometheusRule").getFirst().path("spec"))
        .isEqualTo(YamlFile.read(Path.of("prometheus/rules.yml")));
    var board = production.named("ConfigMap", "one-superblock-dashboard-slots");
    assertThat(JsonMapper.shared().readTree(board.at("/data/slots.json").asString()))
        .isEqualTo(JsonMapper.shared().readTree(YamlFile.text(Path.of("grafana/slots.json"))));
  }

  @Test
  void policiesRefuseWhatNobodyAllows() {
    var policies = Chart.production().of("NetworkPolicy");
    var everybody =
        policies.stream()
            .filter(each -> Chart.name(each).equals("one-superblock"))
            .findFirst()
            .orElseThrow();
    assertThat(everybody.at("/spec/policyTypes").toString()).contains("Ingress", "Egress");
    assertThat(everybody.at("/spec/ingress").isMissingNode()).isTrue();
    var ports = new TreeSet<Integer>();
    for (var rule : everybody.at("/spec/egress"))
      for (var port : rule.path("ports")) ports.add(port.path("port").asInt());
    assertThat(ports).containsExactly(53, 443, 4318, 6432, 9093);
  }

  private static Map<String, Integer> replicas(Chart.Rendered rendered) {
    var replicas = new HashMap<String, Integer>();
    for (var each : rendered.of("Deployment", "StatefulSet"))
      replicas.put(
          each.path("kind").asString() + " " + component(each), each.at("/spec/replicas").asInt());
    return replicas;
  }

  private static String component(JsonNode manifest) {
    return manifest.at("/metadata/labels").path("app.kubernetes.io/component").asString();
  }

  private static Set<String> names(List<JsonNode> manifests) {
    var names = new TreeSet<String>();
    manifests.forEach(each -> names.add(Chart.name(each)));
    return names;
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
  }

  /** As Helm lays values over the chart's. */
  private static void merge(ObjectNode values, JsonNode given) {
    given
        .properties()
        .forEach(each -> {
          if (values.path(each.getKey()) instanceof ObjectNode deeper && each.getValue().isObject())
            merge(deeper, each.getValue());
          else values.set(each.getKey(), each.getValue());
        });
  }

  private static void copy(Path target) throws IOException {
    try (var files = Files.walk(Chart.DIRECTORY, FileVisitOption.FOLLOW_LINKS)) {
      for (var file : files.toList()) {
        var copy = target.resolve(Chart.DIRECTORY.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(copy);
        else Files.copy(file, copy);
      }
    }
  }
}
