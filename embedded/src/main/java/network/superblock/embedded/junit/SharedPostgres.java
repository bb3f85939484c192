package network.superblock.embedded.junit;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.embedded.postgres.EmbeddedPostgres;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.embedded.postgres.PostgresOptions;

/** The Postgres of this JVM's tests. It stops when the JVM does. */
public final class SharedPostgres {

  private static final int LONGEST_NAME = 40;
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static Optional<EmbeddedPostgres> server = Optional.empty();

  private SharedPostgres() {}

  /** An empty database for one test class; every call creates another. */
  public static PostgresDatabase databaseOf(Class<?> test) {
    var name = test.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    var readable = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return createDatabase("test_" + TESTS.incrementAndGet() + "_" + readable);
  }

  // All that tests ever see of the server: whether it is embedded or not is decided here.
  private static synchronized PostgresDatabase createDatabase(String name) {
    if (server.isEmpty()) {
      var started = EmbeddedPostgres.start(PostgresOptions.temporary());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "shared-postgres-close"));
      server = Optional.of(started);
    }
    return server.get().createDatabase(name);
  }
}
