package network.superblock.gateway;

import java.util.List;
import java.util.TreeMap;
import network.superblock.libp2p.ConnectedPeer;
import network.superblock.preconfirmation.HeadSyncStatus;
import network.superblock.preconfirmation.PreconfirmationSdk;
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
    var connected = gateway.node().map(node -> node.host().peers()).orElse(List.of());
    var peers = connected.size();
    var chains = new TreeMap<String, String>();
    var synced = listening;
    for (var chain : gateway.chains().entrySet()) {
      var status = chain.getValue().status();
      chains.put(chain.getKey().toString(), status.toString());
      // Without a single peer of the chain there is nobody to be behind.
      synced &=
          status instanceof HeadSyncStatus.Live
              || connected.stream().noneMatch(peer -> mayCarry(peer, chain.getValue()));
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

  /** A peer that has not yet said what it speaks may speak it. */
  private static boolean mayCarry(ConnectedPeer peer, PreconfirmationSdk chain) {
    var name = chain.config().protocols().head().name();
    return peer.description().map(said -> said.protocols().contains(name)).orElse(true);
  }
}
