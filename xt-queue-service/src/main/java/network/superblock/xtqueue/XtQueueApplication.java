package network.superblock.xtqueue;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The queue of cross-chain transactions: all replicas admit, one of them offers. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(XtQueueProperties.class)
public class XtQueueApplication {

  /** The service's name, and that of its settings file. */
  public static final String NAME = "xt-queue-service";

  public static void main(String[] args) {
    ServiceApplication.run(XtQueueApplication.class, NAME, args);
  }
}
