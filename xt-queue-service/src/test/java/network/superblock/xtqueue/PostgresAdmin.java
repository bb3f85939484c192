package network.superblock.xtqueue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import network.superblock.embedded.postgres.PostgresDatabase;

/** What whoever runs the database server may do to it. */
record PostgresAdmin(PostgresDatabase database) {

  /** Where the server keeps its databases. */
  Path dataDirectory() {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW data_directory")) {
      rows.next();
      return Path.of(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void onServer(String... statements) {
    run(new PostgresDatabase(database.port(), "postgres"), statements);
  }

  /** In the database itself. */
  void inside(String... statements) {
    run(database, statements);
  }

  private static void run(PostgresDatabase on, String... statements) {
    try (var connection = connect(on);
        var statement = connection.createStatement()) {
      for (var each : statements) statement.execute(each);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(PostgresDatabase to) throws SQLException {
    return DriverManager.getConnection(to.jdbcUrl(), to.user(), to.password());
  }
}
