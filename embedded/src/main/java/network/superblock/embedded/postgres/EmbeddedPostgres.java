package network.superblock.embedded.postgres;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;

/**
 * A real Postgres server beside this JVM, reachable on loopback alone, with the durability of a
 * production server: a commit is on the disk when it is answered.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  // Duplicate database, and what it is called when two create it at the same moment.
  private static final Set<String> ALREADY_EXISTS = Set.of("42P04", "23505");

  private final Port port;
  private final Postmaster server;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(Port port, Postmaster server, Runnable release) {
    this.port = port;
    this.server = server;
    this.release = release;
  }

  /**
   * Starts a server and returns when it answers: some four seconds with a new directory, a tenth of
   * a second with a used one.
   *
   * @throws StartFailedException when the port or the directory is in use, or the server refuses
   */
  public static EmbeddedPostgres start(PostgresOptions options) {
    var root = options.data().open("postgres");
    Runnable release = () -> options.data().release(root);
    try {
      var directory = new ServerDirectory(root);
      directory.prepare();
      return options
          .port()
          .startOn(port ->
              new EmbeddedPostgres(port, Postmaster.start(directory, port, PATIENCE), release));
    } catch (RuntimeException e) {
      release.run();
      throw e;
    }
  }

  public Port port() {
    return port;
  }

  /** The database of that name, which need not exist. */
  public PostgresDatabase database(String name) {
    return new PostgresDatabase(port, name);
  }

  /** Creates the database unless it exists. */
  public PostgresDatabase createDatabase(String name) {
    var database = database(name);
    var admin = database("postgres");
    try (var connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database.name());
    } catch (SQLException e) {
      if (!ALREADY_EXISTS.contains(String.valueOf(e.getSQLState()))) {
        throw new IllegalStateException("cannot create database " + name, e);
      }
    }
    return database;
  }

  /** Stops the server; kept data stays. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    server.stop();
    release.run();
  }
}
