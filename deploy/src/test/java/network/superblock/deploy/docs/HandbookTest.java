package network.superblock.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.superblock.deploy.YamlFile;
import network.superblock.deploy.settings.KnownSettings;
import network.superblock.wire.Role;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class HandbookTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ALERTS = ROOT.resolve("docs/operators/alerts.md");
  private static final KnownSettings KNOWN = KnownSettings.ofServices();
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");

  static List<Path> pages() throws IOException {
    try (var files = Files.walk(ROOT.resolve("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void everyAlertHasItsSectionAndNoOtherHas() {
    var sections =
        HEADING
            .matcher(YamlFile.text(ALERTS))
            .results()
            .map(heading -> heading.group(1))
            .skip(1)
            .toList();
    assertThat(sections).isEqualTo(alerts().map(alert -> text(alert, "/alert")).toList());
  }

  @Test
  void everyRunbookLinkResolves() {
    assertThat(alerts())
        .isNotEmpty()
        .allSatisfy(alert -> {
          var runbook = text(alert, "/annotations/runbook");
          assertThat(runbook).endsWith("#" + text(alert, "/alert").toLowerCase(Locale.ROOT));
          assertResolves(ROOT, runbook);
        });
  }

  @Test
  void theTableOfKafkasUsersIsWhatTheServicesDo() {
    var rows =
        YamlFile.text(ROOT.resolve("docs/operators/security.md"))
            .lines()
            .filter(line -> line.matches("\\| [a-z0-9-]+ \\| `[a-z]+\\..*"))
            .toList();
    var expected = Stream.of(Role.values()).map(HandbookTest::rowOf).toList();
    assertThat(rows).containsExactlyElementsOf(expected);
  }

  private static String rowOf(Role role) {
    return "| %s | %s | %s |"
        .formatted(
            role.wireName(),
            quoted(topic -> topic.writers().contains(role)),
            quoted(topic -> topic.readers().contains(role)));
  }

  private static String quoted(Predicate<Topic> which) {
    return Stream.of(Topic.values())
        .filter(which)
        .map(topic -> "`" + topic.topicName() + "`")
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkResolves(Path page) {
    LINK.matcher(YamlFile.text(page))
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.startsWith("https://"))
        .forEach(target -> assertResolves(page, target));
  }

  @Test
  void everyPageIsInTheTableOfContents() throws IOException {
    var contents = YamlFile.text(ROOT.resolve("docs/README.md"));
    for (var page : pages())
      if (!page.endsWith("README.md"))
        assertThat(contents).contains(ROOT.resolve("docs").relativize(page).toString());
  }

  /** Values of the chart, settings, addresses and contract functions that the pages name. */
  @ParameterizedTest
  @MethodSource("pages")
  void whatIsNamedExists(Path page) throws IOException {
    var text = YamlFile.text(page);
    var values = YamlFile.read(ROOT.resolve("helm/superblock/values.yaml"));
    var solidity = sources("contracts/src/main/solidity", ".sol");
    for (var quoted : QUOTED.matcher(text).results().map(found -> found.group(1)).toList()) {
      if (quoted.matches("[a-zA-Z0-9]+(\\.[a-zA-Z0-9]+)+")
          && values.has(quoted.substring(0, quoted.indexOf('.'))))
        assertThat(values.at("/" + quoted.replace('.', '/')).isMissingNode()).as(quoted).isFalse();
      if (quoted.matches("superblock\\.[a-z0-9.-]+") && !quoted.endsWith(".jar"))
        assertThat(KNOWN.names().stream().anyMatch(name -> name.startsWith(plain(quoted))))
            .as(quoted)
            .isTrue();
      if (quoted.matches("[a-zA-Z]+\\([a-z0-9,]+\\)"))
        assertThat(solidity).contains("function " + quoted.substring(0, quoted.indexOf('(') + 1));
    }
    var services = restPaths();
    Pattern.compile("/api/v1/[a-z]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .forEach(path -> assertThat(services).contains(path));
  }

  /** The command line's own parser is in another module: the first word must be one of its. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandIsOneOfTheScript(Path page) {
    var script = YamlFile.text(ROOT.resolve("superblock"));
    Pattern.compile("\\./superblock ([a-z-]+)")
        .matcher(YamlFile.text(page))
        .results()
        .map(found -> found.group(1))
        .forEach(command -> assertThat(script).containsPattern("[ |]" + command + "[ )]"));
  }

  private static Set<String> restPaths() throws IOException {
    var paths = new TreeSet<String>();
    var whole = Pattern.compile("\"(/api/v1/[a-z]+)");
    var part = Pattern.compile("Mapping\\(\\s*(?:path = )?\"(/[a-z]+)");
    try (var modules = Files.list(ROOT)) {
      for (var module : modules.map(each -> each.resolve("src/main/java")).toList()) {
        var controllers = sources(module.toString(), "Controller.java");
        whole.matcher(controllers).results().forEach(found -> paths.add(found.group(1)));
        // Of those whose class is mapped to /api/v1 itself.
        part.matcher(controllers).results().forEach(found -> paths.add("/api/v1" + found.group(1)));
      }
    }
    return paths;
  }

  private static String sources(String directory, String suffix) throws IOException {
    if (!Files.isDirectory(ROOT.resolve(directory))) return "";
    try (var files = Files.walk(ROOT.resolve(directory))) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .map(YamlFile::text)
          .collect(Collectors.joining("\n"));
    }
  }

  private static void assertResolves(Path from, String target) {
    var parts = target.split("#", 2);
    var file = parts[0].isEmpty() ? from : beside(from, parts[0]).normalize();
    assertThat(file).as(target).exists();
    if (parts.length == 1) return;
    assertThat(
            HEADING.matcher(YamlFile.text(file)).results().map(heading -> anchor(heading.group(1))))
        .as(target)
        .contains(parts[1]);
  }

  private static Path beside(Path from, String target) {
    return Files.isDirectory(from) ? from.resolve(target) : from.resolveSibling(target);
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static Stream<JsonNode> alerts() {
    return YamlFile.read(Path.of("prometheus/rules.yml"))
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream());
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asString("");
  }
}
