package network.superblock.devnet.ground;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.setup.ChainSetup;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.Port;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;

/** L1 and the rollups' execution nodes, with the network's contracts on them. */
public final class Chains {

  /** L1's chain ID. */
  public static final long L1_CHAIN = 1337;

  private final Path data;
  private final Closing closing;
  private final Instant rollupGenesis;
  private final EthereumNode l1;

  /** A rollup and its execution node. */
  public record RollupNode(Rollup rollup, EthereumNode node) {}

  private Chains(Path data, Closing closing, Instant rollupGenesis, EthereumNode l1) {
    this.data = data;
    this.closing = closing;
    this.rollupGenesis = rollupGenesis;
    this.l1 = l1;
  }

  /** Starts L1 and puts the contracts on it, where it is new. */
  static Chains start(
      Path data, NetworkFacts facts, Port port, Duration interval, Closing closing) {
    var options = NodeOptions.l1(L1_CHAIN, interval).keptIn(data.resolve("l1")).on(port);
    var l1 = closing.add("L1", node("L1", options));
    // Before the first slot's block, and the same for a node that has to start anew.
    var chains = new Chains(data, closing, facts.genesis().minus(facts.slot()), l1);
    try (var client = chains.l1Client()) {
      ChainSetup.prepareL1(client, facts.genesisHash());
    }
    return chains;
  }

  public EthereumNode l1() {
    return l1;
  }

  public ChainClient l1Client() {
    return new ChainClient(l1.rpc(), L1_CHAIN);
  }

  /** Starts a rollup's node, with the contracts in its genesis. It takes part once registered. */
  public RollupNode startRollup(Rollup rollup, Port port) {
    var chain = NodeOptions.l2(rollup.chain().value());
    var options =
        chain
            .from(chain.genesis().at(rollupGenesis))
            .keptIn(data.resolve("rollup-" + rollup.chain()))
            .on(port);
    var name = "rollup " + rollup.chain();
    var node = closing.add(name, node(name, options));
    try (var client = new ChainClient(node.rpc(), rollup.chain().value())) {
      ChainSetup.prepareRollup(client, rollup);
    }
    return new RollupNode(rollup, node);
  }

  private static EthereumNode node(String name, NodeOptions options) {
    return Starting.named(name, () -> EthereumNode.start(options));
  }

  /**
   * Registers the rollups on L1, those that are not yet.
   *
   * @param sequencers where the sequencer of each will answer
   */
  public void register(Map<RollupNode, URI> sequencers) {
    var entries = new ArrayList<ChainSetup.Entry>();
    sequencers.forEach((rollup, endpoint) -> entries.add(entry(rollup, endpoint)));
    try (var client = l1Client()) {
      ChainSetup.register(client, entries);
    }
  }

  private static ChainSetup.Entry entry(RollupNode on, URI endpoint) {
    try (var client = new ChainClient(on.node().rpc(), on.rollup().chain().value())) {
      return new ChainSetup.Entry(on.rollup(), client.blockHash(0), endpoint);
    }
  }
}
