package network.superblock.libp2p;

import java.util.List;
import java.util.stream.Stream;
import network.superblock.libp2p.gossip.GossipConfig;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.swarm.SwarmConfig;

/**
 * How a host presents itself and what it may use.
 *
 * @param listen TCP addresses to bind; port 0 takes a free one; none to dial only
 * @param announce what peers are told instead of the bound addresses, as behind a load balancer
 * @param staticPeers peers and bootnodes to stay connected to; {@code /p2p/} pins the identity
 * @param protocolVersion of the network, told by identify
 * @param agent name and version of this software, told by identify
 */
public record HostConfig(
    List<Multiaddr> listen,
    List<Multiaddr> announce,
    List<Multiaddr> staticPeers,
    String protocolVersion,
    String agent,
    SwarmConfig swarm,
    GossipConfig gossip) {

  public HostConfig {
    listen = List.copyOf(listen);
    announce = List.copyOf(announce);
    staticPeers = List.copyOf(staticPeers);
    Stream.of(listen, staticPeers)
        .flatMap(List::stream)
        .filter(address -> address.tcpEndpoint().isEmpty())
        .findFirst()
        .ifPresent(address -> {
          throw new IllegalArgumentException("only TCP is spoken here: " + address);
        });
  }

  /** The preconfirmation network's profile, listening on the given addresses. */
  public static HostConfig listeningOn(String... addresses) {
    return new HostConfig(
        Stream.of(addresses).map(Multiaddr::parse).toList(),
        List.of(),
        List.of(),
        "preconf-p2p/0.1",
        "superblock/0.1",
        SwarmConfig.defaults(),
        GossipConfig.defaults());
  }

  public HostConfig withStaticPeers(List<Multiaddr> peers) {
    return new HostConfig(listen, announce, peers, protocolVersion, agent, swarm, gossip);
  }

  public HostConfig withSwarm(SwarmConfig other) {
    return new HostConfig(listen, announce, staticPeers, protocolVersion, agent, other, gossip);
  }

  public HostConfig withGossip(GossipConfig other) {
    return new HostConfig(listen, announce, staticPeers, protocolVersion, agent, swarm, other);
  }
}
