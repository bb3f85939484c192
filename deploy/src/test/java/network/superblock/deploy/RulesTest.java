package network.superblock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The alert rules against histories of metrics, by Prometheus' own promtool. */
class RulesTest {

  private static final Path PROMETHEUS = Path.of("prometheus");

  @Test
  void everyAlertFiresWhenItShouldAndNotOtherwise() throws IOException {
    var ended = Programs.run(PROMETHEUS, "promtool", "test", "rules", "rules.test.yml");
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  @Test
  void prometheusTakesRulesAndConfiguration() throws IOException {
    var ended = Programs.run(PROMETHEUS, "promtool", "check", "config", "prometheus.yml");
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  /**
   * With or without promtool: no alert without a history at which it fires, and one at which not.
   */
  @Test
  void everyAlertHasItsHistories() {
    var firing = new TreeSet<String>();
    var silent = new TreeSet<String>();
    for (var test : YamlFile.read(PROMETHEUS.resolve("rules.test.yml")).path("tests"))
      for (var check : test.path("alert_rule_test"))
        (check.path("exp_alerts").isEmpty() ? silent : firing)
            .add(check.path("alertname").asString(""));
    var alerts = new TreeSet<String>();
    for (JsonNode alert : alerts()) alerts.add(alert.path("alert").asString(""));
    assertThat(firing).isEqualTo(alerts);
    assertThat(silent).isEqualTo(alerts);
  }

  private static Iterable<JsonNode> alerts() {
    return YamlFile.read(PROMETHEUS.resolve("rules.yml"))
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }
}
