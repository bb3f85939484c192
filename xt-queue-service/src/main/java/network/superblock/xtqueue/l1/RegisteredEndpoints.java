package network.superblock.xtqueue.l1;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.xtqueue.SequencerEndpoints;

/** Finds the endpoints in the registry as of the last final L1 block. */
final class RegisteredEndpoints implements SequencerEndpoints {

  private final RegistryReader registry;

  RegisteredEndpoints(RegistryReader registry) {
    this.registry = registry;
  }

  @Override
  public Optional<URI> endpointOf(ChainId chain) {
    return registry
        .finalized()
        .rollup(chain)
        .map(RegisteredRollup::endpoint)
        .flatMap(RegisteredEndpoints::httpAddress);
  }

  /** Whoever registered it may have written anything. */
  static Optional<URI> httpAddress(String endpoint) {
    try {
      var address = new URI(endpoint);
      var isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return isHttp && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
