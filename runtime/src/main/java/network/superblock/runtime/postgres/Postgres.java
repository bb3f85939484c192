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

  /** A standby answers every question, and is as good as away: each service writes. */
  @Override
  public void probe() {
    var isStandby =
        database
            .sql("SELECT pg_is_in_recovery()")
            .mapValue(Boolean.class)
            .one()
            .block(PROBE_TIMEOUT);
    if (Boolean.TRUE.equals(isStandby))
      throw new IllegalStateException("it is read-only, a standby that takes no writes");
  }
}
