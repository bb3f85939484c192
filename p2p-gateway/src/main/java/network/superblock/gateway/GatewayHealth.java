package network.superblock.gateway;

import java.util.TreeMap;
import network.superblock.preconfirmation.HeadSyncStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the gateway listens, has peers, and missed nothing that they could show. */
final class GatewayHealth implements HealthIndicator {

  private final GatewayNode gateway;

  GatewayHealth(GatewayNode gateway) {
    this.gateway = gateway;
  }

  @Override
  public Health health() {
    var listening = gateway.node().isPresent();
    var peers = gateway.node().map(node -> node.host().peers().size()).orElse(0);
    var chains = new TreeMap<String, String>();
    var synced = listening;
    for (var chain : gateway.chains().entrySet()) {
      var status = chain.getValue().status();
      chains.put(chain.getKey().toString(), status.toString());
      // Without a single peer there is nobody to be behind.
      synced &= status instanceof HeadSyncStatus.Live || peers == 0;
    }
    var isReady = listening && synced && peers >= gateway.readyPeers();
    var health = isReady ? Health.up() : Health.down();
    return health
        .withDetail("listening", listening)
        .withDetail("synced", synced)
        .withDetail("peers", peers)
        .withDetail("chains", chains)
        .build();
  }
}
