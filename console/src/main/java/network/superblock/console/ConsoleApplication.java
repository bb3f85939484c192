package network.superblock.console;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Serves the page and the addresses that it reads. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsoleApplication {

  /** Its name in settings and metrics. */
  public static final String NAME = "console";

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    var _ = ServiceApplication.run(ConsoleApplication.class, NAME, args);
  }
}
