package network.superblock.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator decides about the gateway.
 *
 * @param listen TCP addresses to listen on
 * @param announce what peers are told instead, as behind a load balancer
 * @param peers static peers and bootnodes, as multiaddrs; {@code /p2p/} pins the identity
 * @param identityFile holds the libp2p identity; made at the first start, one for each replica
 * @param ban how long a ban lasts
 * @param readyPeers how many connected peers readiness asks for
 * @param chains whose preconfirmations are carried
 */
@ConfigurationProperties("gateway")
public record GatewayProperties(
    @DefaultValue("/ip4/0.0.0.0/tcp/9000") List<String> listen,
    @DefaultValue List<String> announce,
    @DefaultValue List<String> peers,
    @DefaultValue("p2p-identity.key") Path identityFile,
    @DefaultValue("5m") Duration ban,
    @DefaultValue("0") int readyPeers,
    List<Chain> chains) {

  /**
   * One chain.
   *
   * @param slasher the slashing contract that its commitments name
   * @param domain what signatures cover before the commitment, 32 characters
   * @param storage where its facts are kept
   * @param genesis when its first slot begins, seconds since 1970
   * @param slotSeconds a slot's length
   * @param signers whose turn it is, slot by slot, and again from the beginning
   * @param confirmed the last block that is settled when the chain is first joined
   * @param publish whether what the chain's sequencers write to Kafka is published from here
   */
  public record Chain(
      long id,
      String slasher,
      @DefaultValue("TAIKO_PRECONF_DOMAIN_PLACEHOLDER") String domain,
      @DefaultValue("POSTGRES") SdkConfig.StorageKind storage,
      long genesis,
      @DefaultValue("12") long slotSeconds,
      List<String> signers,
      @DefaultValue("0") long confirmed,
      @DefaultValue("true") boolean publish) {

    SdkConfig config() {
      return SdkConfig.forChain(new ChainId(id), Address.fromHex(slasher))
          .withDomain(SigningDomain.ofText(domain))
          .withStorage(storage);
    }
  }

  public GatewayProperties {
    if (chains == null || chains.isEmpty())
      throw new IllegalArgumentException("gateway.chains names no chain");
    if (chains.stream().map(Chain::id).distinct().count() != chains.size())
      throw new IllegalArgumentException("gateway.chains names a chain twice");
    if (!ban.isPositive()) throw new IllegalArgumentException("gateway.ban must be positive");
    chains.forEach(Chain::config);
  }

  Set<ChainId> published() {
    return chains.stream()
        .filter(Chain::publish)
        .map(chain -> new ChainId(chain.id()))
        .collect(Collectors.toUnmodifiableSet());
  }

  HostConfig host() {
    var host = HostConfig.listeningOn(listen.toArray(String[]::new));
    return new HostConfig(
        host.listen(),
        announce.stream().map(Multiaddr::parse).toList(),
        peers.stream().map(Multiaddr::parse).toList(),
        host.protocolVersion(),
        host.agent(),
        host.swarm(),
        host.gossip());
  }
}
