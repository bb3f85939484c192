package network.superblock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MonitoringTest {

  private static final Pattern METRIC = Pattern.compile("\\bsuperblock_[a-z0-9_]+");
  private static final Path RULES = Path.of("prometheus/rules.yml");

  @Test
  void everyAlertSaysWhatIsWrongAndWhatToDo() {
    var alerts = alerts();
    assertThat(alerts).hasSizeGreaterThan(10);
    for (var alert : alerts) {
      var name = alert.path("alert").asString("");
      assertThat(name).matches("[A-Z][A-Za-z0-9]+");
      assertThat(alert.at("/labels/severity").asString("")).as(name).isIn("page", "warn");
      assertThat(alert.at("/annotations/summary").asString("")).as(name).endsWith(".");
      assertThat(alert.at("/annotations/action").asString("")).as(name).endsWith(".");
    }
    assertThat(alerts.stream().map(alert -> alert.path("alert").asString("")))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyMetricOfARuleIsExported() {
    var named = new TreeSet<String>();
    for (var alert : alerts()) named.addAll(metricsIn(alert.path("expr").asString("")));
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(ExportedMetrics.names()).containsAll(named);
  }

  @Test
  void everyMetricOfADashboardIsExported() throws IOException {
    var exported = ExportedMetrics.names();
    try (var files = Files.list(Path.of("grafana"))) {
      for (var file : files.toList()) {
        var board = JsonMapper.shared().readTree(ExportedMetrics.text(file));
        assertThat(board.path("panels").size()).as(file.toString()).isPositive();
        for (var panel : board.path("panels"))
          for (var target : panel.path("targets")) {
            var named = metricsIn(target.path("expr").asString(""));
            assertThat(named).as(panel.path("title").asString("")).isNotEmpty();
            assertThat(exported).containsAll(named);
          }
      }
    }
  }

  /** So that the comparison can fail. */
  @Test
  void doesNotTakeAnyNameForExported() {
    assertThat(ExportedMetrics.names())
        .contains("superblock_slot_number", "superblock_queue_oldest_seconds")
        .doesNotContain("superblock_slot_number_total", "superblock_queue_oldest");
  }

  private static List<JsonNode> alerts() {
    Object yaml =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(ExportedMetrics.text(RULES));
    var file = JsonMapper.shared().<JsonNode>valueToTree(yaml);
    return file.path("groups").valueStream().flatMap(g -> g.path("rules").valueStream()).toList();
  }

  private static Set<String> metricsIn(String expression) {
    var names = new TreeSet<String>();
    METRIC.matcher(expression).results().forEach(match -> names.add(match.group()));
    return names;
  }
}
