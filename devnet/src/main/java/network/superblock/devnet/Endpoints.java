package network.superblock.devnet;

import java.net.URI;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.devnet.ground.Ground;
import network.superblock.devnet.network.Ports;
import network.superblock.protocol.ChainId;

/**
 * Where people and tools reach a running network.
 *
 * @param l1 L1's node, JSON-RPC
 * @param nodes the rollups' execution nodes, JSON-RPC; to look at, not to send to
 * @param console the web page that shows all of it
 * @param demoDesk signs demo xTs for that page
 * @param sequencers the rollups' JSON-RPC for users
 * @param gateways the p2p-gateways, each named after the rollup whose sequencer it publishes for
 */
public record Endpoints(
    String kafka,
    URI l1,
    SortedMap<ChainId, URI> nodes,
    URI slotService,
    URI xtQueueService,
    URI blockStoreService,
    URI superblockService,
    URI console,
    URI demoDesk,
    SortedMap<ChainId, URI> sequencers,
    SortedMap<ChainId, URI> gateways) {

  public Endpoints {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    sequencers = Collections.unmodifiableSortedMap(new TreeMap<>(sequencers));
    gateways = Collections.unmodifiableSortedMap(new TreeMap<>(gateways));
  }

  static Endpoints of(Ground ground, Ports ports) {
    var nodes = new TreeMap<ChainId, URI>();
    var sequencers = new TreeMap<ChainId, URI>();
    var gateways = new TreeMap<ChainId, URI>();
    for (var i = 0; i < ground.rollups().size(); i++) {
      var on = ground.rollups().get(i);
      nodes.put(on.rollup().chain(), on.node().rpc());
      sequencers.put(on.rollup().chain(), ports.sequencers().get(i).http());
      gateways.put(on.rollup().chain(), ports.gateways().get(i).http());
    }
    return new Endpoints(
        ground.kafka(),
        ground.chains().l1().rpc(),
        nodes,
        ports.slotService().http(),
        ports.xtQueueService().http(),
        ports.blockStoreService().http(),
        ports.superblockService().http(),
        ports.console().http(),
        ports.demoDesk().http(),
        sequencers,
        gateways);
  }
}
