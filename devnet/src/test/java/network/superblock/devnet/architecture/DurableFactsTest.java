package network.superblock.devnet.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeps the table of durable facts in ARCHITECTURE.md equal to what the migrations create. */
class DurableFactsTest {

  private static final Pattern QUOTED = Pattern.compile("`([a-z_]+)`");
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");
  private static final Pattern INDEX =
      Pattern.compile("CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?(\\w+)");
  private static final Pattern TOPIC = Pattern.compile("`((?:sbcp|preconf)\\.[a-z-]+)`");

  /** A row of the table: its columns without the bars. */
  private record Row(List<String> columns) {

    SortedSet<String> names(int column) {
      return found(QUOTED, columns.get(column));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "xt_queue_service, xt-queue-service",
    "sequencer, sequencer-service",
    "block_store_service, block-store-service",
    "superblock_service, superblock-service",
    "p2p_gateway, preconfirmation p2p-gateway"
  })
  void everyTableAndIndexIsListed(String schema, String modules) throws IOException {
    var rows = rowsOf(schema);
    var migrations = new StringBuilder();
    for (var module : modules.split(" ", -1)) migrations.append(migrationsOf(module));

    assertThat(names(rows, 1)).isEqualTo(found(TABLE, migrations.toString()));
    assertThat(names(rows, 2)).isEqualTo(found(INDEX, migrations.toString()));
  }

  @Test
  void everyTopicOfTheNetworkIsListed() throws IOException {
    var topics =
        Arrays.stream(Topic.values()).map(Topic::topicName).collect(toCollection(TreeSet::new));

    assertThat(found(TOPIC, section("Durable facts"))).isEqualTo(topics);
    assertThat(found(TOPIC, section("Topics"))).isEqualTo(topics);
  }

  private static SortedSet<String> names(List<Row> rows, int column) {
    return rows.stream()
        .flatMap(row -> row.names(column).stream())
        .collect(toCollection(TreeSet::new));
  }

  private static List<Row> rowsOf(String schema) throws IOException {
    return section("Durable facts")
        .lines()
        .filter(line -> line.startsWith("| `" + schema + "` |"))
        .map(line -> new Row(List.of(line.substring(1).split("\\|"))))
        .toList();
  }

  private static String section(String title) throws IOException {
    return Stream.of(Files.readString(Path.of("../ARCHITECTURE.md")).split("(?m)^## "))
        .filter(section -> section.startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static String migrationsOf(String module) throws IOException {
    var all = new StringBuilder();
    try (var files =
        Files.newDirectoryStream(Path.of("..", module, "src/main/resources/migration", module))) {
      for (var file : files) all.append(Files.readString(file));
    }
    return all.toString();
  }

  private static SortedSet<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(DurableFactsTest::name)
        .collect(toCollection(TreeSet::new));
  }

  private static String name(MatchResult result) {
    return result.group(1);
  }
}
