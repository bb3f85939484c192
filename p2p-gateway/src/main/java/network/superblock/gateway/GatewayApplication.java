package network.superblock.gateway;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway as a service of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

  /** Its name in settings, schemas and metrics. */
  public static final String NAME = "p2p-gateway";

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    var _ = ServiceApplication.run(GatewayApplication.class, NAME, args);
  }
}
