package network.superblock.embedded.postgres;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Plain SQL over JDBC. */
final class Queries {

  private Queries() {}

  static void execute(PostgresDatabase database, String... statements) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      for (var sql : statements) statement.execute(sql);
    }
  }

  static String valueOf(PostgresDatabase database, String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      if (!rows.next()) throw new AssertionError("no row: " + query);
      return rows.getString(1);
    }
  }
}
