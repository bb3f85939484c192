package network.superblock.console;

import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.runtime.security.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Serves the page and the addresses that it reads. There is nothing to write, so nobody has keys.
 */
@SpringBootApplication(exclude = SecurityAutoConfiguration.class)
@ConfigurationPropertiesScan
public class ConsoleApplication {

  /** Its name in settings and metrics. */
  public static final String NAME = "console";

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    var _ = ServiceApplication.run(ConsoleApplication.class, NAME, args);
  }
}
