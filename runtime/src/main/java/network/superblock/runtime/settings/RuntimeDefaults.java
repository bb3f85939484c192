package network.superblock.runtime.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;

/** Gives every service the settings that all of them share, below anything that is configured. */
public final class RuntimeDefaults implements EnvironmentPostProcessor, Ordered {

  private static final String RESOURCE = "/network/superblock/runtime/defaults.properties";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment.getPropertySources().addLast(new PropertiesPropertySource("runtime", defaults()));
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  private static Properties defaults() {
    var defaults = new Properties();
    try (var in = RuntimeDefaults.class.getResourceAsStream(RESOURCE)) {
      if (in == null) throw new IllegalStateException(RESOURCE + " is missing");
      defaults.load(in);
      return defaults;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
