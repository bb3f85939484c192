package network.superblock.runtime.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps Spring Boot's databases out of a service that has none, though their classes are there: in
 * one JVM all services share a class path. JDBC is Flyway's alone and never a data source.
 */
public final class PostgresFilter implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final List<String> JDBC = List.of("org.springframework.boot.jdbc.");
  private static final List<String> POSTGRES =
      List.of(
          "org.springframework.boot.r2dbc.",
          "org.springframework.boot.data.r2dbc.",
          "org.springframework.boot.flyway.");

  private boolean hasPostgres;

  @Override
  public void setEnvironment(Environment environment) {
    hasPostgres = environment.containsProperty(PostgresSettings.URL);
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
    var matches = new boolean[autoConfigurations.length];
    for (var i = 0; i < matches.length; i++) matches[i] = isWanted(autoConfigurations[i]);
    return matches;
  }

  private boolean isWanted(@Nullable String autoConfiguration) {
    return autoConfiguration == null
        || (!startsWithAny(autoConfiguration, JDBC)
            && (hasPostgres || !startsWithAny(autoConfiguration, POSTGRES)));
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
