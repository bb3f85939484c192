package network.superblock.blockstore.l1;

import network.superblock.blockstore.Mailboxes;
import network.superblock.runtime.l1.RegistryReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the mailboxes from L1. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {

  @Bean
  Mailboxes mailboxes(RegistryReader registry) {
    return new RegistryMailboxes(registry);
  }
}
