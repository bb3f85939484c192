package network.superblock.superblock;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Keeps superblocks and publishes them to L1. One process of it works at a time. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(PublishingProperties.class)
public class SuperblockServiceApplication {

  /** The service's name, and that of its settings file. */
  public static final String NAME = "superblock-service";

  public static void main(String[] args) {
    ServiceApplication.run(SuperblockServiceApplication.class, NAME, args);
  }
}
