package network.superblock.devnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.IntStream;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PrepareCommandTest {

  private static final String GENESIS = "0x" + "ab".repeat(32);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void preparesChainsThatRunElsewhere() {
    var contracts = L1Deployment.by(Accounts.deployer().address());
    try (var l1 = EthereumNode.start(NodeOptions.l1(1337, Duration.ofSeconds(1)));
        var a = EthereumNode.start(NodeOptions.l2(Rollup.number(0).chain().value()));
        var b = EthereumNode.start(NodeOptions.l2(Rollup.number(1).chain().value()));
        var client = new ChainClient(l1.rpc(), 1337)) {
      String[] line = {
        "prepare",
        "--l1",
        l1.rpc().toString(),
        "--rollup",
        a.rpc().toString(),
        "--endpoint",
        "http://sequencer-a:8085",
        "--rollup",
        b.rpc().toString(),
        "--endpoint",
        "http://sequencer-b:8086",
        "--genesis-hash",
        GENESIS
      };
      // The second run finds everything there.
      IntStream.range(0, 2).forEach(_ -> assertThat(run(line)).as(err.toString()).isZero());
      assertThat(out.toString()).contains("registry " + contracts.registry());
      assertThat(client.call(contracts.registry(), RegistryContract.rollups()))
          .extracting(RegisteredRollup::endpoint)
          .containsExactly("http://sequencer-a:8085", "http://sequencer-b:8086");
    }
  }

  @Test
  void refusesRollupsWithoutAnEndpoint() {
    String[] line = {
      "prepare",
      "--l1",
      "http://l1",
      "--rollup",
      "http://a",
      "--rollup",
      "http://b",
      "--endpoint",
      "http://c",
      "--genesis-hash",
      GENESIS
    };
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString()).contains("2 rollups, but 1 endpoints");
  }

  private int run(String... args) {
    return new CommandLine(new SuperblockCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
