package network.superblock.runtime.postgres;

import io.r2dbc.spi.ConnectionFactory;
import network.superblock.runtime.lifecycle.DependencyWatch;
import network.superblock.runtime.lifecycle.LifecycleAutoConfiguration;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/** Watches over Postgres where a service has it, and migrates the schema once it is there. */
@AutoConfiguration(
    before = LifecycleAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@ConditionalOnProperty(PostgresSettings.URL)
public class PostgresAutoConfiguration {

  /** A service starts without Postgres; the watch migrates when it comes. */
  @Bean
  FlywayMigrationStrategy migrateWhenReachable() {
    return _ -> {};
  }

  @Bean
  DependencyWatch postgresHealthIndicator(Flyway flyway, ConnectionFactory connections) {
    return DependencyWatch.of(new Postgres(flyway, connections));
  }
}
