package network.superblock.superblock.metrics;

import network.superblock.superblock.PublishingStatus;
import network.superblock.superblock.PublishingStatus.Away;
import network.superblock.superblock.PublishingStatus.Behind;
import network.superblock.superblock.PublishingStatus.Halted;
import network.superblock.superblock.PublishingStatus.Held;
import network.superblock.superblock.PublishingStatus.Starting;
import network.superblock.superblock.PublishingStatus.Stuck;
import network.superblock.superblock.PublishingStatus.Working;
import network.superblock.superblock.SuperblockObserver;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How publishing to L1 goes, as a part of the service's health. It is no part of readiness: what is
 * kept is served however L1 does.
 */
public final class PublishingHealth implements SuperblockObserver, HealthIndicator {

  private volatile PublishingStatus status = new Starting();

  @Override
  public void status(PublishingStatus now) {
    status = now;
  }

  public PublishingStatus status() {
    return status;
  }

  @Override
  public Health health() {
    return switch (status) {
      case Starting _ -> Health.unknown().withDetail("reason", "starting").build();
      case Working(var published, var missing) ->
          Health.up()
              .withDetail("published", published.value())
              .withDetail("missing", missing)
              .build();
      case Held(var rollBack) ->
          Health.up()
              .withDetail("reason", "rollback " + rollBack + " is not final: nothing is published")
              .build();
      case Behind(var unknown) ->
          Health.outOfService()
              .withDetail("reason", "L1 is ahead: superblock " + unknown + " is unknown")
              .build();
      case Stuck(var next, var reason) ->
          Health.down().withDetail("superblock", next.value()).withDetail("reason", reason).build();
      case Halted(var at, var lastValid, var reason) ->
          Health.down()
              .withDetail("superblock", at.value())
              .withDetail("lastValid", lastValid.value())
              .withDetail("reason", reason)
              .build();
      case Away(var reason) -> Health.down().withDetail("reason", reason).build();
    };
  }
}
