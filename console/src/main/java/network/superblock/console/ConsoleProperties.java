package network.superblock.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a reader's browser finds each service. Every address is http(s) with nothing after the
 * path, and each of these services must allow the page's origin (superblock.cors.allowed-origins).
 *
 * @param network what the page calls the network
 * @param demos the devnet's signer of demo xTs; absent anywhere else, and the page then offers none
 */
@ConfigurationProperties("console")
public record ConsoleProperties(
    @DefaultValue("superblock") String network,
    URI slotService,
    URI xtQueueService,
    URI blockStoreService,
    URI superblockService,
    @DefaultValue({}) List<Rollup> sequencers,
    @DefaultValue({}) List<Gateway> gateways,
    @Nullable URI demos) {

  /** A rollup's sequencer. */
  public record Rollup(long chain, URI url) {

    public Rollup {
      if (chain <= 0) throw new IllegalArgumentException("a chain ID must be positive: " + chain);
      requireAddress("console.sequencers[].url", url);
    }
  }

  /**
   * A p2p-gateway.
   *
   * @param name for people
   */
  public record Gateway(String name, URI url) {

    public Gateway {
      if (name == null || name.isBlank())
        throw new IllegalArgumentException("console.gateways[].name is missing");
      requireAddress("console.gateways[].url", url);
    }
  }

  public ConsoleProperties {
    requireAddress("console.slot-service", slotService);
    requireAddress("console.xt-queue-service", xtQueueService);
    requireAddress("console.block-store-service", blockStoreService);
    requireAddress("console.superblock-service", superblockService);
    if (demos != null) requireAddress("console.demos", demos);
    sequencers = List.copyOf(sequencers);
    gateways = List.copyOf(gateways);
  }

  /** Everything that the page may call. */
  List<URI> addresses() {
    var all = new ArrayList<URI>();
    all.addAll(List.of(slotService, xtQueueService, blockStoreService, superblockService));
    sequencers.forEach(rollup -> all.add(rollup.url()));
    gateways.forEach(gateway -> all.add(gateway.url()));
    Optional.ofNullable(demos).ifPresent(all::add);
    return List.copyOf(all);
  }

  // An address goes into a header as it stands: nothing but an address may.
  private static void requireAddress(String setting, @Nullable URI address) {
    if (address == null) throw new IllegalArgumentException(setting + " is missing");
    var fine =
        ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    if (!fine)
      throw new IllegalArgumentException(
          setting + " must be http(s)://host:port, with a path or without: " + address);
  }
}
