package network.superblock.runtime.l1;

import static network.superblock.runtime.jsonrpc.TestNodes.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.runtime.clock.WallClock;
import network.superblock.runtime.jsonrpc.TestNodes;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

@Timeout(60)
class RegistryReaderTest {

  private static final ChainId A = new ChainId(77777);
  private static final Sender SEQUENCER = new Sender.Sequencer(A);
  private static final Sender SLOTS = new Sender.Publisher(Role.SLOT_SERVICE, "a");

  @TempDir Path directory;

  private EthereumNode node;
  private L1Chain chain;
  private L1Client l1;
  private final ManualClock clock = new ManualClock(new WallClock().instant());

  @BeforeEach
  void start() {
    node = EthereumNode.start(NodeOptions.l2(1).keptIn(directory));
    chain = new L1Chain(node);
    l1 =
        new L1Client(
            Web3j.build(new HttpService(node.rpc().toString())),
            TestNodes.guard(Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void seesOnlyWhatIsFinal() {
    var reader = reader(10_000);
    assertThatThrownBy(reader::finalized).isInstanceOf(UnavailableException.class);
    chain.own(RegistryContract.register(rollup(1, address(1), true)));
    reader.open();
    assertThat(reader.finalized().rollups()).isEmpty();
    chain.mine(2);
    reader.probe();
    assertThat(reader.finalized().rollups()).containsOnlyKeys(A);
    assertThat(l1.block(reader.finalized().at().number()).block())
        .isEqualTo(reader.finalized().at());
    assertThat(reader.finalized().rollup(A)).contains(rollup(1, address(1), true));
  }

  @Test
  void knowsTheRegistryAtEveryFinalBlock() {
    chain.own(RegistryContract.register(rollup(5, address(1), true)));
    var registered = now(l1.latestBlock());
    chain.own(RegistryContract.update(rollup(5, address(2), true)));
    var updated = now(l1.latestBlock());
    chain.own(RegistryContract.deactivate(A));
    var deactivated = now(l1.latestBlock());
    chain.mine(2);
    var reader = reader(1);
    reader.open();
    assertThat(reader.at(new L1BlockRef(1, Hash32.ZERO)).rollups()).isEmpty();
    assertThat(reader.at(registered).activeIn(new Slot(4))).isEmpty();
    assertThat(reader.at(registered).activeIn(new Slot(5))).containsOnlyKeys(A);
    assertThat(reader.at(registered).rollup(A)).contains(rollup(5, address(1), true));
    assertThat(reader.at(updated).rollup(A)).contains(rollup(5, address(2), true));
    assertThat(reader.at(deactivated).activeIn(new Slot(9))).isEmpty();
    assertThat(reader.finalized().rollup(A)).contains(rollup(5, address(2), false));
  }

  @Test
  void givesTheKeysFromABlockOn() {
    chain.own(RegistryContract.register(rollup(1, address(1), true)));
    chain.own(RegistryContract.addPublisherKey(key(3)));
    var before = now(l1.latestBlock());
    chain.own(RegistryContract.update(rollup(1, address(2), true)));
    chain.own(RegistryContract.addPublisherKey(key(4)));
    chain.own(RegistryContract.removePublisherKey(key(3)));
    var after = now(l1.latestBlock());
    chain.mine(2);
    var reader = reader(10_000);
    reader.open();
    assertThat(reader.since(before.number()).keysOf(SEQUENCER))
        .containsExactlyInAnyOrder(address(1), address(2));
    assertThat(reader.since(before.number()).keysOf(SLOTS))
        .containsExactlyInAnyOrder(address(3), address(4));
    assertThat(reader.since(after.number()).keysOf(SEQUENCER)).containsExactly(address(2));
    assertThat(reader.since(after.number()).keysOf(SLOTS)).containsExactly(address(4));
    assertThat(reader.since(Long.MAX_VALUE).keysOf(SLOTS)).containsExactly(address(4));
    assertThat(reader.since(0).keysOf(new Sender.Sequencer(new ChainId(5)))).isEmpty();
  }

  @Test
  void looksAgainForAKeyThatIsNotKnownButNotAtEveryOne() {
    chain.mine(3);
    var reader = reader(10_000);
    reader.open();
    var keys = reader.since(Long.MAX_VALUE);
    reader.refresh();
    chain.own(RegistryContract.addPublisherKey(key(3)));
    chain.mine(2);
    reader.refresh();
    assertThat(keys.keysOf(SLOTS)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    reader.refresh();
    assertThat(keys.keysOf(SLOTS)).isEqualTo(Set.of(address(3)));
  }

  @Test
  void isReadAgainAfterTheNodeWasKilled() {
    chain.own(RegistryContract.register(rollup(1, address(1), true)));
    chain.mine(3);
    var reader = reader(10_000);
    reader.open();
    var before = reader.finalized();
    node.stop();
    assertThatThrownBy(reader::probe).isInstanceOf(UnavailableException.class);
    assertThat(reader.finalized()).isEqualTo(before);
    node.start();
    var again = reader(10_000);
    // The circuit breaker leaves the node alone for a while.
    await().ignoreException(UnavailableException.class).untilAsserted(again::open);
    assertThat(again.finalized()).isEqualTo(before);
  }

  private RegistryReader reader(long logRange) {
    return new RegistryReader(
        l1,
        new L1Properties(
            node.rpc(),
            chain.registry().toString(),
            null,
            0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            logRange),
        clock);
  }

  private static RegisteredRollup rollup(long startingSlot, Address sequencer, boolean active) {
    return new RegisteredRollup(
        A,
        Hash32.fromHex("0x" + "11".repeat(32)),
        sequencer,
        address(8),
        address(9),
        "http://127.0.0.1:1",
        new Slot(startingSlot),
        active);
  }

  private static PublisherKey key(int n) {
    return new PublisherKey(PublisherRole.SLOT_SERVICE, address(n));
  }

  private static Address address(int n) {
    var bytes = new byte[20];
    bytes[19] = (byte) n;
    return Address.of(bytes);
  }
}
