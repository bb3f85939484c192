package network.superblock.devnet.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.MailboxContract;
import network.superblock.contracts.RegistryContract;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.Hash32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration L1_INTERVAL = Duration.ofSeconds(1);

  @TempDir private Path data;

  @Test
  void aSecondStartFindsTheChainsAsTheyWere() {
    var facts = NetworkFacts.create(Duration.ofSeconds(4), 2, NOW, new Random(1));
    Hash32 genesis;
    try (var closing = new Closing()) {
      var ground = Ground.start(data, facts, Ports.free(2), L1_INTERVAL, closing);
      genesis = genesisOf(ground);
      assertIsSetUp(ground, facts);
    }
    try (var closing = new Closing()) {
      var ground = Ground.start(data, facts, Ports.free(2), L1_INTERVAL, closing);
      assertThat(genesisOf(ground)).isEqualTo(genesis);
      assertIsSetUp(ground, facts);
    }
  }

  private static Hash32 genesisOf(Ground ground) {
    var on = ground.rollups().getFirst();
    try (var l2 = new ChainClient(on.node().rpc(), on.rollup().chain().value())) {
      assertThat(l2.blockNumber()).isZero();
      var mailbox = RollupDeployment.by(Accounts.deployer().address()).mailbox();
      assertThat(l2.call(mailbox, MailboxContract.coordinator()))
          .isEqualTo(on.rollup().coordinator().address());
      return l2.blockHash(0);
    }
  }

  private static void assertIsSetUp(Ground ground, NetworkFacts facts) {
    try (var l1 = ground.chains().l1Client()) {
      var contracts = L1Deployment.by(Accounts.deployer().address());
      assertThat(l1.call(contracts.registry(), RegistryContract.rollups()))
          .extracting(rollup -> rollup.chain())
          .containsExactlyElementsOf(
              facts.rollups().stream().map(rollup -> rollup.chain()).toList());
      assertThat(l1.call(contracts.registry(), RegistryContract.publisherKeys())).hasSize(5);
    }
  }
}
