package network.superblock.devnet.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.postgres.PostgresDatabase;

/**
 * All tables of a database, as Postgres copies them out: what they are made of by Flyway's
 * migrations, their rows, and where their sequences stand.
 */
final class RecordedTables {

  private static final String ROWS = "rows/";
  private static final String SEQUENCES = "sequences";
  private static final String TABLES =
      "SELECT schemaname || '.' || tablename FROM pg_tables"
          + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";
  private static final String POSITIONS =
      "SELECT schemaname || '.' || sequencename || ' ' || last_value FROM pg_sequences"
          + " WHERE last_value IS NOT NULL ORDER BY 1";

  private RecordedTables() {}

  static SortedMap<String, byte[]> read(PostgresDatabase database) throws Exception {
    var entries = new TreeMap<String, byte[]>();
    var directory = Files.createTempDirectory("superblock-tables");
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      for (var table : strings(connection, TABLES)) {
        var rows = directory.resolve(table);
        statement.execute("COPY " + table + " TO '" + rows + "'");
        entries.put(ROWS + table, Files.readAllBytes(rows));
      }
      entries.put(SEQUENCES, String.join("\n", strings(connection, POSITIONS)).getBytes(UTF_8));
    } finally {
      DataDirectory.delete(directory);
    }
    return entries;
  }

  /** Into tables that migrations have just made; what those put into them is replaced. */
  static void load(Map<String, byte[]> entries, PostgresDatabase database) throws Exception {
    var directory = Files.createTempDirectory("superblock-tables");
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      // Rows may come before those that they refer to.
      statement.execute("SET session_replication_role = replica");
      for (var entry : entries.entrySet()) {
        if (!entry.getKey().startsWith(ROWS)) continue;
        var table = entry.getKey().substring(ROWS.length());
        statement.execute("DELETE FROM " + table);
        var rows = Files.write(directory.resolve(table), entry.getValue());
        statement.execute("COPY " + table + " FROM '" + rows + "'");
      }
      var positions = new String(requireNonNull(entries.get(SEQUENCES)), UTF_8);
      for (var position : positions.lines().toList())
        statement.execute("SELECT setval('%s', %s)".formatted((Object[]) position.split(" ", 2)));
    } finally {
      DataDirectory.delete(directory);
    }
  }

  /** The schemas that were recorded. */
  static List<String> schemas(Map<String, byte[]> entries) {
    return entries.keySet().stream()
        .filter(name -> name.startsWith(ROWS))
        .map(name -> name.substring(ROWS.length(), name.indexOf('.')))
        .distinct()
        .toList();
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    var strings = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) strings.add(rows.getString(1));
    }
    return strings;
  }

  private static Connection connect(PostgresDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
