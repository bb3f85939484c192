package network.superblock.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import network.superblock.contracts.MailboxContract;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.ChainSetup;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Hash32;
import org.junit.jupiter.api.Test;

class ChainSetupTest {

  private static final Hash32 GENESIS = Hash32.fromHex("ab".repeat(32));

  @Test
  void putsTheContractsIntoTheRollupsGenesisAndTheRollupIntoTheRegistry() {
    var rollup = Rollup.number(0);
    try (var l1Node = EthereumNode.start(NodeOptions.l1(1337, Duration.ofSeconds(1)));
        var l2Node = EthereumNode.start(NodeOptions.l2(rollup.chain().value()));
        var l1 = new ChainClient(l1Node.rpc(), 1337);
        var l2 = new ChainClient(l2Node.rpc(), rollup.chain().value())) {
      var onRollup = ChainSetup.prepareRollup(l2, rollup);
      assertThat(l2.blockNumber()).isZero();
      assertThat(l2.call(onRollup.mailbox(), MailboxContract.coordinator()))
          .isEqualTo(rollup.coordinator().address());

      var onL1 = ChainSetup.prepareL1(l1, GENESIS);
      var entry = new ChainSetup.Entry(rollup, l2.blockHash(0), URI.create("http://first.invalid"));
      ChainSetup.register(l1, List.of(entry));
      ChainSetup.prepareL1(l1, GENESIS);
      var sent = l1.nonceOf(Accounts.owner().address());
      ChainSetup.register(l1, List.of(entry));
      assertThat(l1.nonceOf(Accounts.owner().address())).as("nothing to tell").isEqualTo(sent);
      assertThat(l1.call(onL1.registry(), RegistryContract.rollups()))
          .singleElement()
          .satisfies(known -> assertThat(known.chain()).isEqualTo(rollup.chain()))
          .extracting(RegisteredRollup::endpoint)
          .isEqualTo(entry.endpoint().toString());

      var moved = URI.create("http://second.invalid");
      ChainSetup.register(l1, List.of(new ChainSetup.Entry(rollup, entry.genesisBlock(), moved)));
      assertThat(l1.call(onL1.registry(), RegistryContract.rollups()))
          .singleElement()
          .extracting(RegisteredRollup::endpoint)
          .isEqualTo(moved.toString());
    }
  }
}
