package network.superblock.xtqueue.http;

import network.superblock.runtime.security.AccessRule;
import network.superblock.runtime.security.AccessRules;
import network.superblock.runtime.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may submit, and who may close the admission. */
@Configuration(proxyBeanMethods = false)
class XtQueueAccess {

  @Bean
  AccessRules xtQueueAccessRules() {
    return AccessRules.of(
        AccessRule.submission(HttpMethod.POST, "/api/v1/xts"),
        AccessRule.submission(HttpMethod.POST, "/api/v1/xts/simulate"),
        // An xT's id is public: without a key anybody could take back anybody's.
        AccessRule.needs(Role.SUBMIT, HttpMethod.DELETE, "/api/v1/xts/{xtId}"),
        AccessRule.needs(Role.OPERATE, HttpMethod.POST, "/api/v1/admission/{order}"));
  }
}
