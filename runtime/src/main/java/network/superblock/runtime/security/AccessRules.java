package network.superblock.runtime.security;

import java.util.List;

/**
 * What the endpoints of a service that write need. The first rule that matches counts; an endpoint
 * without one needs {@link Role#ADMIN}.
 */
public record AccessRules(List<AccessRule> rules) {

  public AccessRules {
    rules = List.copyOf(rules);
  }

  public static AccessRules of(AccessRule... rules) {
    return new AccessRules(List.of(rules));
  }
}
