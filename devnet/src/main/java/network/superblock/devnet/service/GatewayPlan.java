package network.superblock.devnet.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;
import network.superblock.embedded.Port;
import network.superblock.protocol.Address;

/**
 * What is particular to p2p-gateways: each carries every rollup and publishes for one sequencer.
 *
 * @param data gets their libp2p identities
 */
public record GatewayPlan(NetworkFacts facts, Ports ports, Path data) {

  /** Nobody slashes on a devnet: there is no such contract, and all name its absence. */
  private static final Address SLASHER = Address.of(new byte[20]);

  /** Of the gateway of one rollup, by its place among them. */
  Map<String, String> settings(int index) {
    var rollups = facts.rollups();
    var own = rollups.get(index).chain();
    var settings = new LinkedHashMap<String, String>();
    settings.put("gateway.listen", multiaddr(ports.gossip().get(index)));
    settings.put(
        "gateway.identity-file",
        data.toAbsolutePath().resolve("p2p-gateway-" + own + ".key").toString());
    // Of two the later one dials, and goes on until it is heard.
    var peers = new ArrayList<String>();
    for (var earlier = 0; earlier < index; earlier++)
      peers.add(multiaddr(ports.gossip().get(earlier)));
    if (!peers.isEmpty()) settings.put("gateway.peers", String.join(",", peers));
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
