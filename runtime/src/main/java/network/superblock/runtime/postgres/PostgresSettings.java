package network.superblock.runtime.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Derives Spring's settings of R2DBC and Flyway from the few that say where Postgres is:
 *
 * <ul>
 *   <li>{@code superblock.postgres.url}: {@code postgresql://host:port/database}
 *   <li>{@code superblock.postgres.username} and {@code password}
 *   <li>{@code superblock.postgres.schema}: by default the application's name, with underscores
 *   <li>{@code superblock.postgres.migrations}: a folder on the class path, by default {@code
 *       migration/} and the application's name
 *   <li>{@code superblock.postgres.pool}: the most connections, 8 by default
 * </ul>
 *
 * <p>What is set of Spring's own goes before.
 */
public final class PostgresSettings implements EnvironmentPostProcessor, Ordered {

  static final String URL = "superblock.postgres.url";

  private static final String SCHEME = "postgresql://";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var url = environment.getProperty(URL);
    if (url == null) return;
    if (!url.startsWith(SCHEME))
      throw new IllegalArgumentException(URL + " must start with " + SCHEME);
    var derived = derive(url, environment.getProperty("spring.application.name", "service"));
    environment.getPropertySources().addLast(new MapPropertySource("postgres", derived));
  }

  /** After the configuration files have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  private static Map<String, Object> derive(String url, String service) {
    var schema = "${superblock.postgres.schema:" + service.replace('-', '_') + "}";
    var user = "${superblock.postgres.username:postgres}";
    var password = "${superblock.postgres.password:}";
    var derived = new LinkedHashMap<String, Object>();
    derived.put("spring.r2dbc.url", "r2dbc:" + url);
    derived.put("spring.r2dbc.username", user);
    derived.put("spring.r2dbc.password", password);
    derived.put("spring.r2dbc.properties.schema", schema);
    derived.put("spring.r2dbc.properties.applicationName", service);
    derived.put("spring.r2dbc.properties.connectTimeout", "PT3S");
    derived.put("spring.r2dbc.pool.initial-size", "1");
    derived.put("spring.r2dbc.pool.max-size", "${superblock.postgres.pool:8}");
    derived.put("spring.r2dbc.pool.max-acquire-time", "5s");
    derived.put("spring.flyway.url", "jdbc:" + url);
    derived.put("spring.flyway.user", user);
    derived.put("spring.flyway.password", password);
    derived.put("spring.flyway.default-schema", schema);
    derived.put("spring.flyway.schemas", schema);
    derived.put(
        "spring.flyway.locations",
        "classpath:${superblock.postgres.migrations:migration/" + service + "}");
    derived.put("spring.flyway.fail-on-missing-locations", "true");
    return derived;
  }
}
