package network.superblock.devnet.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.ground.Chains;
import network.superblock.devnet.setup.ChainSetup;
import network.superblock.devnet.setup.Rollup;
import network.superblock.protocol.Hash32;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings chains that run elsewhere to where the services can start, as the devnet does its own. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Puts the contracts on anvil nodes that run elsewhere, funds the devnet's accounts there"
            + " and registers the rollups. What is there already stays, but for endpoints.")
final class PrepareCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--l1",
      paramLabel = "<url>",
      required = true,
      description = "L1's JSON-RPC, chain 1337")
  private URI l1 = URI.create("");

  @Option(
      names = "--rollup",
      paramLabel = "<url>",
      required = true,
      description = "an execution node's JSON-RPC; for 77777, 88888 and so on, in this order")
  private List<URI> rollups = new ArrayList<>();

  @Option(
      names = "--endpoint",
      paramLabel = "<url>",
      required = true,
      description = "the JSON-RPC of its sequencer, which the registry tells; one for each rollup")
  private List<URI> endpoints = new ArrayList<>();

  @Option(
      names = "--genesis-hash",
      paramLabel = "<hash>",
      required = true,
      description = "the parent of the first superblock")
  private String genesisHash = "";

  @Override
  public Integer call() {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    if (rollups.size() != endpoints.size())
      throw new ParameterException(
          spec.commandLine(),
          "%d rollups, but %d endpoints".formatted(rollups.size(), endpoints.size()));
    var entries = new ArrayList<ChainSetup.Entry>();
    for (var i = 0; i < rollups.size(); i++)
      entries.add(rollup(Rollup.number(i), rollups.get(i), endpoints.get(i)));
    try (var client = new ChainClient(l1, Chains.L1_CHAIN)) {
      var contracts = ChainSetup.prepareL1(client, genesis());
      ChainSetup.register(client, entries);
      var out = spec.commandLine().getOut();
      out.printf("registry %s%nsettlement %s%n", contracts.registry(), contracts.settlement());
    }
    return 0;
  }

  private Hash32 genesis() {
    try {
      return Hash32.fromHex(genesisHash);
    } catch (IllegalArgumentException e) {
      if (spec == null) throw e;
      throw new ParameterException(spec.commandLine(), "--genesis-hash: " + e.getMessage(), e);
    }
  }

  private static ChainSetup.Entry rollup(Rollup rollup, URI node, URI endpoint) {
    try (var client = new ChainClient(node, rollup.chain().value())) {
      ChainSetup.prepareRollup(client, rollup);
      return new ChainSetup.Entry(rollup, client.blockHash(0), endpoint);
    }
  }
}
