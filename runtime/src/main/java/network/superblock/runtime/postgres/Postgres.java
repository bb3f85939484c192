package network.superblock.runtime.postgres;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import network.superblock.runtime.lifecycle.Dependency;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;

/** The service's schema: migrated as soon as Postgres can be reached. */
final class Postgres implements Dependency {

  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

  private final Flyway flyway;
  private final DatabaseClient database;

  Postgres(Flyway flyway, ConnectionFactory connections) {
    this.flyway = flyway;
    this.database = DatabaseClient.create(connections);
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public void open() {
    flyway.migrate();
  }

  /** A server that only reads is as good as away: every service writes before it answers. */
  @Override
  public void probe() {
    var readOnly =
        database
            .sql("SELECT current_setting('transaction_read_only')::boolean")
            .mapValue(Boolean.class)
            .one()
            .block(PROBE_TIMEOUT);
    if (Boolean.TRUE.equals(readOnly))
      throw new IllegalStateException("it is read-only and takes no writes");
  }
}
