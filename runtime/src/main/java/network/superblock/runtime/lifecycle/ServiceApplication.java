package network.superblock.runtime.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.runtime.failpoint.Failpoints;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a service, alone in its process or beside others in one JVM. Its settings are in {@code
 * <name>.yml} on the class path, so that services side by side do not read each other's.
 */
public final class ServiceApplication {

  private ServiceApplication() {}

  /** Runs a service as the process itself, which ends when the service must stop. */
  public static ConfigurableApplicationContext run(Class<?> main, String name, String... args) {
    return application(main, name, Map.of("superblock.own-process", "true")).run(args);
  }

  /**
   * Starts a service beside others; close the context to stop it.
   *
   * @param settings override those of the service's file
   */
  public static ConfigurableApplicationContext start(
      Class<?> main, String name, Map<String, ?> settings) {
    var args =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    var application = application(main, name, Map.of("superblock.own-process", "false"));
    // One hook for the JVM stops everything in order; that is its owner's.
    application.setRegisterShutdownHook(false);
    return application.run(args);
  }

  private static SpringApplication application(
      Class<?> main, String name, Map<String, String> more) {
    Failpoints.requireAllowed();
    var defaults = new LinkedHashMap<String, Object>(more);
    defaults.put("spring.config.name", name);
    defaults.put("spring.application.name", name);
    var application = new SpringApplication(main);
    // Beside others the JVM's own main class is another one.
    application.setMainApplicationClass(main);
    application.setWebApplicationType(WebApplicationType.REACTIVE);
    application.setDefaultProperties(defaults);
    return application;
  }
}
