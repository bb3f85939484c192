package network.superblock.xtqueue;

import java.net.URI;
import java.util.Optional;
import network.superblock.protocol.ChainId;

/** Where the rollups' sequencers answer JSON-RPC, as of the last finalized L1 block. */
public interface SequencerEndpoints {

  /**
   * The endpoint of a chain's sequencer; empty when none is registered that is an HTTP address.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException as long as L1 has not been
   *     read
   */
  Optional<URI> endpointOf(ChainId chain);
}
