package network.superblock.runtime.l1;

import java.net.URI;
import java.time.Duration;
import network.superblock.protocol.Address;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where L1 is, and the network's contracts on it.
 *
 * @param url the node's JSON-RPC over HTTP; may hold a secret and is never logged
 * @param registry the address of RollupRegistry
 * @param settlement the address of SuperblockSettlement; for the services that use it
 * @param deployedAt the L1 block from which the registry's events are read
 * @param poll how often is looked for what became final
 * @param timeout of one call
 * @param logRange how many blocks one query of events spans at most
 */
@ConfigurationProperties("superblock.l1")
public record L1Properties(
    URI url,
    String registry,
    @Nullable String settlement,
    @DefaultValue("0") long deployedAt,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("5s") Duration timeout,
    @DefaultValue("10000") long logRange) {

  public L1Properties {
    if (url == null) throw new IllegalArgumentException("superblock.l1.url is missing");
    if (registry == null) throw new IllegalArgumentException("superblock.l1.registry is missing");
    var _ = Address.fromHex(registry);
    if (settlement != null) {
      var _ = Address.fromHex(settlement);
    }
    if (deployedAt < 0) throw new IllegalArgumentException("deployed-at must not be negative");
    if (logRange < 1) throw new IllegalArgumentException("log-range must be positive");
    if (!poll.isPositive() || !timeout.isPositive())
      throw new IllegalArgumentException("poll and timeout must be positive");
  }

  public Address registryAddress() {
    return Address.fromHex(registry);
  }

  /**
   * The settlement contract's address.
   *
   * @throws IllegalStateException if it is not configured
   */
  public Address settlementAddress() {
    if (settlement == null) throw new IllegalStateException("superblock.l1.settlement is missing");
    return Address.fromHex(settlement);
  }

  /** Without the URL's secrets. */
  @Override
  public String toString() {
    return "L1Properties[" + url.getHost() + ", registry " + registry + "]";
  }
}
