package network.superblock.superblock;

import static network.superblock.superblock.TestNetwork.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.superblock.contracts.SettlementContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.protocol.message.SuperblockStatus.Included;
import network.superblock.protocol.message.SuperblockStatus.Published;
import network.superblock.protocol.message.SuperblockStatus.Reorged;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import network.superblock.superblock.l1.TestL1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The whole service between real parts; each test goes on from where the last one left them. */
@Timeout(120)
class SuperblockServiceTest {

  private final TestNetwork network = TestNetwork.shared();

  @Test
  void carriesASuperblockToFinality() {
    var written = network.build();
    var number = number(written);
    network.awaitStatus(number, "SENT");
    var sent = hash(network.superblock(number).at("/l1/transaction"));
    network.l1.mine(1);
    network.awaitStatus(number, "INCLUDED");
    network.l1.mine(2);
    network.awaitStatus(number, "FINALIZED");

    var report = network.superblock(number);
    assertThat(hash(report.get("hash"))).isEqualTo(written.built().hash());
    assertThat(report.get("blocks")).hasSize(2);
    assertThat(hash(report.get("includedXts").get(0)))
        .isEqualTo(written.built().includedXts().getFirst().hash());
    assertThat(hash(report.at("/l1/transaction"))).isEqualTo(sent);
    assertThat(network.superblock(written.built().hash())).isEqualTo(report);
    assertThat(network.superblock("latest")).isEqualTo(report);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(told(number))
                .hasExactlyElementsOfTypes(Published.class, Included.class, Finalized.class));
    var last = (Finalized) told(number).getLast();
    assertThat(last.hash()).isEqualTo(written.built().hash());
    assertThat(last.l1Transaction()).isEqualTo(sent);
    assertThat(last.slot()).isEqualTo(written.closed().slot());
  }

  @Test
  void provesItsBlocksOnL1() {
    var written = network.build();
    network.mineUntil(number(written), "FINALIZED");

    for (var chain : List.of(SlotScript.A, SlotScript.B)) {
      var path = "/api/v1/superblocks/" + number(written) + "/proofs/" + chain;
      var proof = network.json(path);
      var block =
          new BlockRef(
              new BlockNumber(proof.at("/block/number").asLong()), hash(proof.at("/block/hash")));
      var siblings = Stream.of(proof.get("proof").get(0)).map(this::hash).toList();
      assertThat(Address.fromHex(proof.get("settlement").asString()))
          .isEqualTo(network.l1.settlement());
      assertThat(verifies(written, chain, block, siblings)).isTrue();
      assertThat(verifies(written, new ChainId(5), block, siblings)).isFalse();
    }
  }

  @Test
  void sendsAgainWhatL1HasDropped() {
    var number = number(network.build());
    network.awaitStatus(number, "SENT");
    network.l1.drop(hash(network.superblock(number).at("/l1/transaction")));

    network.mineUntil(number, "FINALIZED");
  }

  @Test
  void offersMoreWhileL1AsksMore() {
    var number = number(network.build());
    network.awaitStatus(number, "SENT");
    var first = network.superblock(number).at("/l1/transaction");
    network.l1.nextBaseFee(150_000_000_000L);
    network.l1.mine(1);
    network.l1.nextBaseFee(140_000_000_000L);
    network.l1.mine(1);

    await()
        .atMost(SOON)
        .until(() -> !network.superblock(number).at("/l1/transaction").equals(first));
    network.l1.nextBaseFee(1_000_000_000L);
    network.mineUntil(number, "FINALIZED");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(told(number).stream().filter(Published.class::isInstance))
                .hasSizeGreaterThan(1));
  }

  @Test
  void publishesABacklogInFewBlocks() {
    network.l1.node().pause();
    var written = Stream.generate(network::build).limit(5).toList();
    network.awaitStatus(number(written.getLast()), "QUEUED");
    network.l1.node().resume();
    network.awaitStatus(number(written.getLast()), "SENT");

    network.l1.mine(1);
    network.awaitStatus(number(written.getLast()), "INCLUDED");
    network.mineUntil(number(written.getLast()), "FINALIZED");
  }

  @Test
  void publishesAgainWhatAReorgTookAway() {
    var number = number(network.build());
    network.awaitStatus(number, "SENT");
    network.l1.mine(1);
    network.awaitStatus(number, "INCLUDED");
    network.l1.reorg(1);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(told(number)).hasAtLeastOneElementOfType(Reorged.class));
    network.awaitStatus(number, "SENT");
    network.mineUntil(number, "FINALIZED");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(told(number))
                .hasExactlyElementsOfTypes(
                    Published.class,
                    Included.class,
                    Reorged.class,
                    Included.class,
                    Finalized.class));
  }

  /**
   * The rollback comes into L1's block before it: what was sent fails there and is not repeated.
   */
  @Test
  void reconcilesWithTheContractWhenAPublicationIsReverted() {
    var lastValid = network.build();
    var ledger = lastValid.closed().ledger();
    var second = network.build();
    network.mineUntil(number(second), "FINALIZED");
    var third = network.build();
    network.awaitStatus(number(third), "SENT");
    var sent = network.superblock(number(third)).at("/l1/transaction").asString();
    var before = rollBacks();
    network.l1.rollBackFirst(new SuperblockNumber(number(lastValid)));
    network.l1.mine(1);
    assertThat(network.l1.failed(sent)).isTrue();
    network.l1.mine(3);

    awaitTold(SettlementEvent.RollBackFinalized.class, before + 1);
    network.awaitStatus(number(third), "ROLLED_BACK");
    network.rollBackTo(
        new Ledger(ledger.number(), ledger.hash(), ledger.heads(), ledger.suspended(), before + 1));
    var next = network.build();
    network.mineUntil(number(next), "FINALIZED");
    assertThat(hash(network.superblock(number(next)).get("hash"))).isEqualTo(next.built().hash());
  }

  @Test
  void goesOnAfterAFinalRollBack() {
    var lastValid = network.build();
    var ledger = lastValid.closed().ledger();
    var second = network.build();
    network.mineUntil(number(second), "FINALIZED");
    var before = rollBacks();
    network.l1.rollBack(new SuperblockNumber(number(lastValid)));
    network.l1.mine(1);
    awaitTold(SettlementEvent.RollBackSeen.class, before + 1);
    var held = network.build();
    network.awaitStatus(number(held), "QUEUED");
    assertThat(network.json("/api/v1/settlement").get("status").asString()).isEqualTo("HELD");
    network.l1.mine(3);

    var rolledBack =
        new Ledger(ledger.number(), ledger.hash(), ledger.heads(), ledger.suspended(), before + 1);
    var told = awaitTold(SettlementEvent.RollBackFinalized.class, before + 1);
    assertThat(told.lastValid()).isEqualTo(rolledBack);
    network.awaitStatus(number(second), "ROLLED_BACK");
    network.awaitStatus(number(held), "ROLLED_BACK");
    network.rollBackTo(rolledBack);
    var next = network.build();
    assertThat(number(next)).isEqualTo(number(lastValid) + 1);
    network.mineUntil(number(next), "FINALIZED");
    assertThat(hash(network.superblock(number(next)).get("hash"))).isEqualTo(next.built().hash());
    assertThat(network.superblock(second.built().hash()).get("status").asString())
        .isEqualTo("ROLLED_BACK");
  }

  @Test
  void goesOnWhenARollBackIsReorgedOut() {
    var number = number(network.build());
    network.mineUntil(number, "FINALIZED");
    var before = rollBacks();
    network.l1.rollBack(new SuperblockNumber(number - 1));
    network.l1.mine(1);
    awaitTold(SettlementEvent.RollBackSeen.class, before + 1);
    network.l1.reorg(1);

    awaitTold(SettlementEvent.RollBackReorgedOut.class, before + 1);
    network.mineUntil(number(network.build()), "FINALIZED");
    network.awaitStatus(number, "FINALIZED");
  }

  @Test
  void haltsAtASuperblockThatIsNotWhatItsBlocksMakeIt() {
    var lastValid = network.build();
    network.mineUntil(number(lastValid), "FINALIZED");
    var forged = forged(network.script.build(network.nextSlot()));
    network.topics.write(forged);
    network.awaitStatus(number(forged), "REFUSED");

    awaitHalt(number(lastValid), "never accepted");
    heal(lastValid);
  }

  @Test
  void haltsWhenL1HoldsAnotherSuperblockThanWasPublished() {
    var lastValid = network.build();
    var forged = network.build();
    network.mineUntil(number(network.build()), "FINALIZED");
    network.l1.forge(new SuperblockNumber(number(forged)));

    awaitHalt(number(lastValid), "L1 holds");
    var next = network.build();
    network.awaitStatus(number(next), "QUEUED");
    var looks = network.metric("superblock_l1_verifications_total", "mismatch");
    await()
        .atMost(SOON)
        .until(() -> network.metric("superblock_l1_verifications_total", "mismatch") > looks + 1);
    network.awaitStatus(number(next), "QUEUED");
    assertThat(network.superblock(number(forged)).get("fault").asString()).contains("L1 holds");
    heal(lastValid);
    assertThat(network.superblock(forged.built().hash()).get("status").asString())
        .isEqualTo("ROLLED_BACK");
  }

  private void awaitHalt(long lastValid, String reason) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          var health = network.json("/actuator/health").at("/components/l1Submission");
          assertThat(health.path("status").asString("")).isEqualTo("DOWN");
          assertThat(health.at("/details/lastValid").asLong()).isEqualTo(lastValid);
          assertThat(health.at("/details/reason").asString("")).contains(reason);
        });
    assertThat(network.metric("superblock_publishing_halted", "")).isEqualTo(1);
    assertThat(network.metric("superblock_publishing_last_valid_number", ""))
        .isEqualTo((double) lastValid);
  }

  /** The settlement authority's way out: back to before what is doubted. */
  private void heal(WrittenSlot lastValid) {
    var before = rollBacks();
    var to = number(lastValid) - 1;
    network.l1.rollBack(new SuperblockNumber(to));
    network.l1.mine(4);
    await()
        .atMost(SOON)
        .until(() ->
            network.topics.announced().stream()
                .anyMatch(message ->
                    message instanceof SettlementEvent.RollBackFinalized(var ordinal, _, var ledger)
                        && ordinal == before + 1
                        && ledger.number().value() == to));
    network.topics.announced().stream()
        .filter(SettlementEvent.RollBackFinalized.class::isInstance)
        .map(SettlementEvent.RollBackFinalized.class::cast)
        .reduce((_, last) -> last)
        .ifPresent(event -> network.rollBackTo(event.lastValid()));
    network.mineUntil(number(network.build()), "FINALIZED");
    await()
        .atMost(SOON)
        .until(() ->
            network
                .json("/actuator/health")
                .at("/components/l1Submission/status")
                .asString()
                .equals("UP"));
  }

  @Test
  void goesOnAfterARestart() {
    var first = network.build();
    network.awaitStatus(number(first), "SENT");
    network.stopService();
    network.l1.mine(1);
    var second = network.build();
    network.startService();

    network.awaitStatus(number(first), "INCLUDED");
    network.mineUntil(number(second), "FINALIZED");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(told(number(first)))
                .hasExactlyElementsOfTypes(Published.class, Included.class, Finalized.class));
  }

  @Test
  void givesWayToAProcessThatStartsLater() {
    var earlier = network.service();
    network.startService();

    network.mineUntil(number(network.build()), "FINALIZED");
    await().atMost(SOON).until(() -> !earlier.isActive());
  }

  private static long number(WrittenSlot slot) {
    return slot.built().number().value();
  }

  private long rollBacks() {
    return network.script.state().ground().ledger().rollBacks();
  }

  private List<ProtocolMessage> told(long number) {
    return network.topics.announced().stream()
        .filter(message ->
            message instanceof SuperblockStatus status && status.number().value() == number)
        .toList();
  }

  private <E extends SettlementEvent> E awaitTold(Class<E> type, long ordinal) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                network.topics.announced().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(event -> event.ordinal() == ordinal)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private boolean verifies(WrittenSlot slot, ChainId chain, BlockRef block, List<Hash32> proof) {
    return Boolean.TRUE.equals(
        network
            .l1
            .client()
            .read(
                network.l1.settlement(),
                SettlementContract.verifyL2Block(slot.built().number(), chain, block, proof))
            .block());
  }

  private Hash32 hash(JsonNode node) {
    return Hash32.fromHex(node.asString());
  }

  private static WrittenSlot forged(WrittenSlot slot) {
    var built = slot.built();
    var blocks = new TreeMap<>(built.blocks());
    blocks.put(SlotScript.B, new BlockRef(new BlockNumber(99), TestL1.GENESIS));
    var closed = slot.closed();
    var records = new ArrayList<>(slot.records());
    records.set(
        records.size() - 1,
        new SlotClosed(
            closed.slot(),
            new Built(
                built.number(), built.hash(), built.parentHash(), blocks, built.includedXts()),
            closed.requeued(),
            closed.aborted(),
            closed.ledger()));
    return new WrittenSlot(records, slot.accepted());
  }
}
