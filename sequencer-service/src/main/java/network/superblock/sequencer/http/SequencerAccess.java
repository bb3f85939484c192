package network.superblock.sequencer.http;

import network.superblock.runtime.security.AccessRule;
import network.superblock.runtime.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Wallets have no keys: what they send is signed, and each address has its limit. */
@Configuration(proxyBeanMethods = false)
class SequencerAccess {

  @Bean
  AccessRules sequencerAccessRules() {
    return AccessRules.of(AccessRule.open(HttpMethod.POST, "/"));
  }
}
