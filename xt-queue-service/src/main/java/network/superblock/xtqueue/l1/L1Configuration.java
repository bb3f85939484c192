package network.superblock.xtqueue.l1;

import java.time.InstantSource;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.xtqueue.Rollups;
import network.superblock.xtqueue.SequencerEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is asked of L1. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("superblock.l1.url")
class L1Configuration {

  @Bean
  Rollups rollups(RegistryReader registry, SlotSchedule schedule, InstantSource clock) {
    return new RegisteredRollups(registry, schedule, clock);
  }

  @Bean
  SequencerEndpoints sequencerEndpoints(RegistryReader registry) {
    return new RegisteredEndpoints(registry);
  }
}
