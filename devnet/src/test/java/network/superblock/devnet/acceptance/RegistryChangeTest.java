package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static network.superblock.devnet.acceptance.TestNetwork.ON_L1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.ground.Chains.RollupNode;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.Patience;
import network.superblock.embedded.Port;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The registry's changes take effect at the first slot after they are final. */
@Timeout(300)
@ExtendWith(SharedNetwork.class)
class RegistryChangeTest {

  private static final long GAS = 500_000;
  private static final Rollup ROLLUP = Rollup.number(2);
  private static final ChainId C = ROLLUP.chain();

  private final TestNetwork network;
  private final Port port = Port.findFree();
  private final Port gatewayPort = Port.findFree();
  private final RollupNode joining;

  RegistryChangeTest(TestNetwork network) {
    this.network = network;
    this.joining = network.devnet().chains().startRollup(ROLLUP, Port.findFree());
  }

  @Test
  void aThirdJoinsChangesItsKeyAndLeavesWhileTheOthersLoseNoSlot() {
    assertThat(find(C)).isEmpty();
    var firstSlot = slotNow();
    var registered = send(RegistryContract.register(entry(ROLLUP, "http://first.invalid")));
    awaitRegistry(rollup -> rollup.get("active").asBoolean());
    commitsAnXtWith(network.devnet().join(joining, gatewayPort, port), Accounts.user(10));

    network.devnet().leave(joining, gatewayPort, port);
    var changed = new Rollup(C, DevKey.named("the rollup's other key"), ROLLUP.coordinator());
    var update = entry(changed, "http://second.invalid");
    send(RegistryContract.update(update));
    awaitRegistry(rollup -> isAs(rollup, update));
    var back = new RollupNode(changed, joining.node());
    commitsAnXtWith(network.devnet().join(back, gatewayPort, port), Accounts.user(11));

    var deactivated = send(RegistryContract.deactivate(C));
    var seenIn = awaitRegistry(rollup -> !rollup.get("active").asBoolean());
    awaitSlot(seenIn + 2);
    assertThat(find(C).orElseThrow().get("inCurrentSlot").asBoolean()).isFalse();
    assertThat(chainsOf(network.slot(seenIn + 2))).containsExactly(A, B);
    network.devnet().leave(back, gatewayPort, port);
    var relay = SlotTopicRelay.read(network.devnet().endpoints().kafka());
    assertTookPartBetween(registered, deactivated, relay.openings());
    assertThat(relay.openings().stream().filter(opening -> opening.slot().value() == seenIn + 1))
        .as("the first slot after finality")
        .allSatisfy(opening -> assertThat(opening.requests()).doesNotContainKey(C));
    assertOthersLostNoSlot(firstSlot, relay.closed());
  }

  private void commitsAnXtWith(Devnet.Joined joined, DevKey user) {
    assertItsGatewayShowsItsPromises(joined.gateway());
    var sequencer = joined.sequencer();
    var sequencers = Map.of(A, network.devnet().endpoints().sequencers().get(A), C, sequencer);
    try (var demos = new Demos(sequencers, new SecureRandom())) {
      assertThat(find(C).orElseThrow().get("inCurrentSlot").asBoolean()).isTrue();
      var attempt =
          new Attempt(network.queue(), Demo.PINGPONG, () -> demos.sign(Demo.PINGPONG, user, A, C));
      var report = attempt.end();
      assertThat(report.get("status").asString()).as("%s", report).isEqualTo("FINALIZED");
      var superblock = network.superblock(report.get("superblock").asLong());
      assertThat(superblock.get("blocks").valueStream())
          .extracting(block -> new ChainId(block.get("chainId").asLong()))
          .contains(A, C);
      var slot = network.slot(superblock.get("slot").asLong());
      assertThat(chainsOf(slot)).containsExactly(A, B, C);
    }
  }

  /** Its own sequencer's, and those that the gateways of the others gossip. */
  private static void assertItsGatewayShowsItsPromises(URI gateway) {
    try (var view = new GatewayView(gateway)) {
      for (var chain : List.of(C, A))
        assertThat(Patience.until(LIMIT, () -> !view.commitments(chain).isEmpty()))
            .as("promises of %s", chain)
            .isTrue();
    }
  }

  private static List<ChainId> chainsOf(JsonNode slot) {
    return slot.get("rollups").valueStream().map(chain -> new ChainId(chain.asLong())).toList();
  }

  /** In every slot whose registry knows it as active, and in no other. */
  private static void assertTookPartBetween(
      long registered, long deactivated, List<SlotOpening> openings) {
    for (var opening : openings) {
      var l1Block = opening.l1Block().number();
      assertThat(opening.requestOf(C).isPresent())
          .as("takes part in slot %s of L1 block %d", opening.slot(), l1Block)
          .isEqualTo(l1Block >= registered && l1Block < deactivated);
    }
  }

  private static void assertOthersLostNoSlot(long first, List<SlotClosed> closed) {
    var slots = closed.stream().filter(end -> end.slot().value() >= first).toList();
    for (var i = 0; i < slots.size(); i++) {
      var end = slots.get(i);
      assertThat(end.slot().value()).isEqualTo(first + i);
      assertThat(end.outcome()).isInstanceOf(Outcome.Built.class);
      assertThat(((Outcome.Built) end.outcome()).blocks()).containsKeys(A, B);
    }
  }

  private RegisteredRollup entry(Rollup rollup, String endpoint) {
    return new RegisteredRollup(
        C,
        genesisOf(joining),
        rollup.sequencer().address(),
        rollup.coordinator().address(),
        RollupView.CONTRACTS.mailbox(),
        endpoint,
        new Slot(1),
        true);
  }

  private static Hash32 genesisOf(RollupNode on) {
    try (var client = new ChainClient(on.node().rpc(), C.value())) {
      return client.blockHash(0);
    }
  }

  private static boolean isAs(JsonNode rollup, RegisteredRollup entry) {
    return rollup.get("sequencer").asString().equals(entry.sequencer().toString())
        && rollup.get("endpoint").asString().equals(entry.endpoint());
  }

  /** The L1 block that holds the transaction. */
  private long send(Bytes input) {
    var receipt =
        network.l1().transact(Accounts.owner(), Optional.of(ON_L1.registry()), input, GAS);
    return receipt.getBlockNumber().longValueExact();
  }

  /** Waits until the registry, as of a final block, shows it; the slot in which it does. */
  private long awaitRegistry(Predicate<JsonNode> isSo) {
    assertThat(Patience.until(LIMIT, () -> find(C).filter(isSo).isPresent()))
        .as("the registry shows it: %s", network.registry())
        .isTrue();
    return slotNow();
  }

  private void awaitSlot(long slot) {
    assertThat(Patience.until(LIMIT, () -> slotNow() >= slot)).isTrue();
  }

  private Optional<JsonNode> find(ChainId chain) {
    return network
        .registry()
        .get("rollups")
        .valueStream()
        .filter(rollup -> rollup.get("chainId").asLong() == chain.value())
        .findFirst();
  }

  private long slotNow() {
    return network.currentSlot().get("slot").get("slot").asLong();
  }
}
