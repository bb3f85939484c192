package network.superblock.runtime.settings;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Holds for a service that names the network or itself in it. What is missing then is said when the
 * settings are checked.
 */
public final class OnNetwork implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    var environment = context.getEnvironment();
    return environment.containsProperty("superblock.network.id")
        || environment.containsProperty("superblock.identity.sender");
  }
}
