package network.superblock.xtqueue;

import java.time.InstantSource;
import java.util.Optional;
import network.superblock.runtime.kafka.KeyRing;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a queue under test finds in place of L1 and the wall clock. */
@Configuration(proxyBeanMethods = false)
class TestBeans {

  private final TestNetwork network = TestNetwork.current();

  @Bean
  InstantSource clock() {
    return network.clock;
  }

  /** For the tests that have no L1. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "superblock.l1.url", matchIfMissing = true, havingValue = "none")
  static class InPlaceOfL1 {

    private final TestNetwork network = TestNetwork.current();

    @Bean
    KeyRing keyRing() {
      return network.keys();
    }

    @Bean
    Rollups rollups() {
      return chain -> network.rollups.getOrDefault(chain, Rollups.Registration.UNKNOWN);
    }

    @Bean
    SequencerEndpoints sequencerEndpoints() {
      return chain -> Optional.ofNullable(network.sequencers.get(chain));
    }
  }
}
