package network.superblock.slot;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The publisher: one replica leads, the others are ready to. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SlotProperties.class)
public class SlotServiceApplication {

  /** The service's name, and that of its settings file. */
  public static final String NAME = "slot-service";

  public static void main(String[] args) {
    ServiceApplication.run(SlotServiceApplication.class, NAME, args);
  }
}
