package network.superblock.blockstore;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The block store as a service of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BlockStoreApplication {

  /** Its name in settings, schemas and metrics. */
  public static final String NAME = "block-store-service";

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    var _ = ServiceApplication.run(BlockStoreApplication.class, NAME, args);
  }
}
