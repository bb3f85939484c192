package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static network.superblock.devnet.acceptance.TestNetwork.ON_L1;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import network.superblock.contracts.SettlementContract;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The settlement authority takes back superblocks that were final, twice in a row. */
@Timeout(400)
@ExtendWith(SharedNetwork.class)
class RollBackTest {

  private static final long GAS = 200_000;

  private final TestNetwork network;

  RollBackTest(TestNetwork network) {
    this.network = network;
  }

  /** An xT as it was before the rollbacks, and the superblock that held it. */
  private record Voided(XtId xt, long superblock, Hash32 hash) {}

  @Test
  void everythingOfVoidSuperblocksComesBackInOthers() {
    var firstXt = network.send(Demo.PINGPONG, Accounts.user(15));
    var first = finalized(firstXt);
    var payments = Payments.sign(network.rollup(A), List.of(Accounts.user(14)), 2);
    payments.send(0, 2);
    var secondXt = network.sendBack(Demo.BRIDGE, Accounts.user(13));
    payments.awaitBlocks();
    var second = finalized(secondXt);
    assertThat(second.superblock()).isGreaterThan(first.superblock());
    var lastValid = first.superblock() - 1;
    var heads = Heads.read(network).get(Math.toIntExact(lastValid));
    var voidBlocks =
        payments.rollup().blocksOf(payments.signed()).stream().map(this::hashOnA).toList();

    rollBack(second.superblock() - 1);
    rollBack(lastValid);

    assertComesBack(firstXt, first);
    assertComesBack(secondXt, second);
    payments.awaitBlocks();
    assertStandsInSuperblocks(payments.signed(), voidBlocks);
    assertStartedAgainFrom(heads, lastValid);
    var superblock = network.superblock(first.superblock());
    var onL1 = network.settlement(SettlementContract.superblock(number(first.superblock())));
    assertThat(superblock.get("hash").asString()).isEqualTo(onL1.hash().toString());
  }

  private Voided finalized(Attempt attempt) {
    var report = attempt.end();
    assertThat(report.get("status").asString()).as("%s", report).isEqualTo("FINALIZED");
    var superblock = report.get("superblock").asLong();
    var hash = Hash32.fromHex(network.superblock(superblock).get("hash").asString());
    return new Voided(attempt.request().id(), superblock, hash);
  }

  private void rollBack(long lastValid) {
    var input = SettlementContract.rollBack(number(lastValid));
    network.l1().transact(Accounts.owner(), Optional.of(ON_L1.settlement()), input, GAS);
  }

  private void assertComesBack(Attempt attempt, Voided before) {
    await("rolled back", () -> isRolledBack(network.superblock(before.hash())));
    var requeued = network.queue().reached(before.xt(), "REQUEUED");
    assertThat(requeued.get("timeline").valueStream())
        .anyMatch(event -> event.at("/reason/kind").asString("").equals("ROLLED_BACK"));
    var report = attempt.end();
    assertThat(report.get("status").asString()).as("%s", report).isEqualTo("FINALIZED");
    var superblock = network.superblock(report.get("superblock").asLong());
    assertThat(superblock.get("hash").asString()).isNotEqualTo(before.hash().toString());
    assertThat(superblock.get("includedXts").valueStream())
        .anyMatch(xt -> xt.asString().equals(attempt.request().id().toString()));
  }

  private static boolean isRolledBack(JsonNode superblock) {
    return superblock.get("status").asString().equals("ROLLED_BACK");
  }

  private void assertStandsInSuperblocks(List<Bytes> payments, List<String> voidBlocks) {
    Heads.after(network);
    var rollup = network.rollup(A);
    for (var payment : payments) {
      assertThat(rollup.receipt(payment).orElseThrow().get("status").asString()).isEqualTo("0x1");
      for (var number : rollup.blocksOf(List.of(payment))) {
        assertThat(hashOnA(number)).isNotIn(voidBlocks);
        var stored = network.storedBlock(A, number);
        assertThat(stored.get("hash").asString()).isEqualTo(hashOnA(number));
        assertThat(stored.get("standing").asString()).isIn("INCLUDED", "FINALIZED");
      }
    }
  }

  /** The last slot that opened for the first void number names what was left. */
  private void assertStartedAgainFrom(Heads heads, long lastValid) {
    var opening =
        SlotTopicRelay.read(network.devnet().endpoints().kafka()).openings().stream()
            .filter(each -> each.superblock().value() == lastValid + 1)
            .toList()
            .getLast();
    for (var chain : List.of(A, B)) {
      var request = opening.requestOf(chain).orElseThrow();
      assertThat(request.number().value()).isEqualTo(heads.of(chain).longValueExact() + 1);
    }
  }

  private String hashOnA(BigInteger number) {
    return network.rollup(A).block(number).get("hash").asString();
  }

  private static SuperblockNumber number(long number) {
    return new SuperblockNumber(number);
  }

  private static void await(String what, BooleanSupplier condition) {
    assertThat(Patience.until(LIMIT, condition)).as(what).isTrue();
  }
}
