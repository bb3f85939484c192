package network.superblock.devnet.cli;

import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;
import network.superblock.protocol.ChainId;

/**
 * What a user needs to know of a network to send it an xT.
 *
 * @param sequencers each rollup's JSON-RPC
 */
record Reach(URI xtQueueService, SortedMap<ChainId, URI> sequencers) {

  /** Of a network in this JVM. */
  static Reach of(Devnet devnet) {
    var at = devnet.endpoints();
    return new Reach(at.xtQueueService(), at.sequencers());
  }

  /** Of a network that runs elsewhere on this machine, on the fixed ports. */
  static Reach of(NetworkFacts facts) {
    var ports = Ports.fixed(facts.chains());
    var sequencers = new TreeMap<ChainId, URI>();
    for (var i = 0; i < facts.chains(); i++)
      sequencers.put(facts.rollups().get(i).chain(), ports.sequencers().get(i).http());
    return new Reach(ports.xtQueueService().http(), sequencers);
  }
}
