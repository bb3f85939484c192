package network.superblock.slot.l1;

import network.superblock.runtime.l1.RegistryReader;
import network.superblock.slot.Rollups;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the rollups from L1, wherever one is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("superblock.l1.url")
class RegistryConfiguration {

  @Bean
  Rollups rollups(RegistryReader registry) {
    return new RegistryRollups(registry);
  }
}
