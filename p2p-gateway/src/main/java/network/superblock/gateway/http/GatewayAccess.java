package network.superblock.gateway.http;

import network.superblock.runtime.security.AccessRule;
import network.superblock.runtime.security.AccessRules;
import network.superblock.runtime.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may publish in a chain's name. */
@Configuration(proxyBeanMethods = false)
class GatewayAccess {

  @Bean
  AccessRules gatewayAccessRules() {
    return AccessRules.of(
        AccessRule.needs(
            Role.PUBLISH, HttpMethod.POST, "/api/v1/chains/{chainId}/preconfirmations"));
  }
}
