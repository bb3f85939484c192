package network.superblock.sequencer;

import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** One rollup's sequencer, beside its execution node. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SequencerProperties.class)
public class SequencerServiceApplication {

  /** The service's name, and that of its settings file. */
  public static final String NAME = "sequencer-service";

  public static void main(String[] args) {
    ServiceApplication.run(SequencerServiceApplication.class, NAME, args);
  }
}
