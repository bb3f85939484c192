package network.superblock.devnet.service;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.Port;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;

/**
 * What is particular to p2p-gateways: each carries every rollup and publishes for one sequencer.
 *
 * @param data gets their libp2p identities
 */
public record GatewayPlan(NetworkFacts facts, Ports ports, Path data) {

  /** Nobody slashes on a devnet: there is no such contract, and all name its absence. */
  private static final Address SLASHER = Address.of(new byte[20]);

  /** Of the gateway of one of the first rollups, by its place among them. */
  Map<String, String> settings(int index) {
    var rollups = facts.rollups();
    // Of two the later one dials, and goes on until it is heard.
    var settings = settings(rollups, rollups.get(index).chain(), ports.gossip().subList(0, index));
    settings.put("gateway.listen", multiaddr(ports.gossip().get(index)));
    return settings;
  }

  /**
   * Of the gateway of a rollup that joins: it dials all those that are there. They do not carry its
   * chain, for they were started before it.
   */
  Map<String, String> settings(Rollup joining) {
    var rollups = new ArrayList<>(facts.rollups());
    rollups.add(joining);
    var settings = settings(rollups, joining.chain(), ports.gossip());
    settings.put("gateway.listen", "/ip4/127.0.0.1/tcp/0");
    return settings;
  }

  private Map<String, String> settings(List<Rollup> rollups, ChainId own, List<Port> dialled) {
    var settings = new LinkedHashMap<String, String>();
    settings.put(
        "gateway.identity-file",
        data.toAbsolutePath().resolve("p2p-gateway-" + own + ".key").toString());
    var peers = dialled.stream().map(GatewayPlan::multiaddr).collect(joining(","));
    if (!peers.isEmpty()) settings.put("gateway.peers", peers);
    settings.put("gateway.ready-peers", Integer.toString(rollups.size() - 1));
    for (var i = 0; i < rollups.size(); i++) {
      var rollup = rollups.get(i);
      var chain = "gateway.chains[" + i + "].";
      settings.put(chain + "id", rollup.chain().toString());
      settings.put(chain + "slasher", SLASHER.toString());
      settings.put(chain + "genesis", Long.toString(facts.genesis().getEpochSecond()));
      settings.put(chain + "slot-seconds", Long.toString(facts.slot().toSeconds()));
      settings.put(chain + "signers", rollup.sequencer().address().toString());
      settings.put(chain + "publish", Boolean.toString(rollup.chain().equals(own)));
    }
    return settings;
  }

  /** A sequencer that promises its blocks to these gateways. */
  Service promising(Service sequencer) {
    return sequencer.with("superblock.sequencer.preconfirmation.slasher", SLASHER.toString());
  }

  private static String multiaddr(Port port) {
    return "/ip4/127.0.0.1/tcp/" + port.number();
  }
}
