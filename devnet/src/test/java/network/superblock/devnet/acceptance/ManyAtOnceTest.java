package network.superblock.devnet.acceptance;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static network.superblock.devnet.acceptance.RollupView.CONTRACTS;
import static network.superblock.devnet.acceptance.RollupView.quantity;
import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.MailboxContract;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ten cross-chain transactions between 200 local ones: each ends where it should, nothing is lost.
 */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
@TestInstance(Lifecycle.PER_CLASS)
class ManyAtOnceTest {

  private static final List<Demo> FROM_A_TO_B =
      List.of(Demo.PINGPONG, Demo.BRIDGE, Demo.BRIDGE_NO_FUNDS, Demo.RELAY, Demo.BRIDGE);
  private static final List<Demo> FROM_B_TO_A =
      List.of(Demo.PINGPONG, Demo.BRIDGE, Demo.UNREAD_WRITE, Demo.RELAY, Demo.BRIDGE);

  private static final int XTS = FROM_A_TO_B.size() + FROM_B_TO_A.size();
  private static final int PAYERS = 4;
  private static final int PAYMENTS_EACH = 25;
  private static final int PAYMENTS_PER_XT = PAYERS * PAYMENTS_EACH / XTS;

  private final TestNetwork network;
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Payments> payments;
  private final List<List<BigInteger>> noncesBefore;
  private final int superblocksBefore;
  private List<Heads> heads = List.of();

  ManyAtOnceTest(TestNetwork network) {
    this.network = network;
    this.superblocksBefore = Heads.read(network).size() - 1;
    this.noncesBefore = nonces();
    var payers = IntStream.range(XTS, XTS + PAYERS).mapToObj(Accounts::user).toList();
    this.payments =
        network.bothRollups().stream()
            .map(rollup -> Payments.sign(rollup, payers, PAYMENTS_EACH))
            .toList();
  }

  @BeforeAll
  void sendAll() {
    for (var demo : FROM_A_TO_B) sendNext(() -> network.send(demo, user(attempts.size())));
    for (var demo : FROM_B_TO_A) sendNext(() -> network.sendBack(demo, user(attempts.size())));
    attempts.forEach(Attempt::end);
    payments.forEach(Payments::awaitBlocks);
    heads = Heads.after(network);
  }

  private void sendNext(Supplier<Attempt> xt) {
    var sent = attempts.size() * PAYMENTS_PER_XT;
    attempts.add(xt.get());
    for (var each : payments) each.send(sent, sent + PAYMENTS_PER_XT);
  }

  @Test
  void everyXtEndsWhereItShould() {
    assertThat(attempts).hasSize(XTS);
    for (var attempt : attempts) {
      var report = attempt.end();
      assertThat(report.get("status").asString())
          .as("%s %s", attempt.demo(), report)
          .isEqualTo(attempt.demo().end());
      for (var rollup : network.bothRollups())
        assertThat(attempt.transactionsOn(rollup.chain()))
            .isNotEmpty()
            .allMatch(leg -> rollup.receipt(leg).isPresent() == commits(attempt));
    }
  }

  @Test
  void everyLocalTransactionIsInABlockOfASuperblock() {
    for (var each : payments) {
      var rollup = each.rollup();
      assertThat(each.signed())
          .hasSize(PAYERS * PAYMENTS_EACH)
          .doesNotHaveDuplicates()
          .allMatch(payment -> isOk(rollup, payment));
      for (var number : rollup.blocksOf(each.signed())) {
        var stored = network.storedBlock(rollup.chain(), number);
        assertThat(stored.get("hash")).isEqualTo(rollup.block(number).get("hash"));
        assertThat(stored.get("standing").asString()).isIn("INCLUDED", "FINALIZED");
      }
    }
  }

  private static boolean isOk(RollupView rollup, Bytes transaction) {
    return rollup.receipt(transaction).orElseThrow().get("status").asString().equals("0x1");
  }

  @Test
  void bothKindsShareBlocks() {
    for (var each : payments) {
      var chain = each.rollup().chain();
      var legs =
          attempts.stream().flatMap(attempt -> attempt.transactionsOn(chain).stream()).toList();
      assertThat(each.rollup().blocksOf(each.signed()))
          .containsAnyElementsOf(each.rollup().blocksOf(legs));
    }
  }

  @Test
  void noncesCountWhatWasIncludedAndNothingElse() {
    var after = nonces();
    for (var i = 0; i < XTS; i++)
      assertThat(used(i, after)).containsOnly(commits(attempts.get(i)) ? ONE : ZERO);
    for (var i = XTS; i < XTS + PAYERS; i++)
      assertThat(used(i, after)).containsOnly(BigInteger.valueOf(PAYMENTS_EACH));
  }

  @Test
  void tokensConserveOverTheChainsInEverySuperblock() {
    var holders = new ArrayList<>(Accounts.users());
    holders.add(Accounts.owner().address());
    var expected = supply(heads.get(superblocksBefore));
    for (var n = superblocksBefore; n < heads.size(); n++) {
      var head = heads.get(n);
      assertThat(supply(head)).as("supply after superblock %d", n).isEqualTo(expected);
      var held = ZERO;
      for (var rollup : network.bothRollups())
        for (var holder : holders) held = held.add(rollup.tokens(holder, head.of(rollup.chain())));
      assertThat(held).as("balances after superblock %d", n).isEqualTo(expected);
    }
  }

  @Test
  void etherConservesButForTheBaseFeeThatIsBurnt() {
    for (var rollup : network.bothRollups()) {
      var from = heads.get(superblocksBefore).of(rollup.chain());
      var to = heads.getLast().of(rollup.chain());
      var burnt = ZERO;
      for (var n = from.add(ONE); n.compareTo(to) <= 0; n = n.add(ONE)) {
        var block = rollup.block(n);
        var used = quantity(block.get("gasUsed"));
        burnt = burnt.add(quantity(block.get("baseFeePerGas")).multiply(used));
      }
      assertThat(burnt).isPositive();
      assertThat(rollup.allEther(from).subtract(rollup.allEther(to))).isEqualTo(burnt);
    }
  }

  @Test
  void theMailboxesAgreeInEverySuperblock() {
    for (var head : heads.subList(superblocksBefore, heads.size())) {
      assertThat(outbox(head, A, B)).isEqualTo(inbox(head, A, B));
      assertThat(outbox(head, B, A)).isEqualTo(inbox(head, B, A));
    }
    assertThat(outbox(heads.getLast(), A, B))
        .isNotEqualTo(outbox(heads.get(superblocksBefore), A, B));
  }

  @Test
  void theSlotTopicStartsAndDecidesEachXtOnceASlot() {
    var relay = SlotTopicRelay.read(network.devnet().endpoints().kafka());
    assertThat(relay.started()).doesNotHaveDuplicates();
    assertThat(relay.decided()).doesNotHaveDuplicates();
    var closed = relay.closed().stream().map(SlotClosed::slot).collect(Collectors.toSet());
    assertThat(relay.started().stream().filter(xt -> closed.contains(xt.slot())))
        .containsExactlyInAnyOrderElementsOf(
            relay.decided().stream().filter(xt -> closed.contains(xt.slot())).toList());
    assertThat(relay.decided())
        .extracting(InstanceId::xt)
        .containsAll(attempts.stream().map(attempt -> attempt.request().id()).toList());
  }

  private BigInteger supply(Heads head) {
    var supply = ZERO;
    for (var rollup : network.bothRollups()) {
      var call = BridgeContract.totalSupply();
      supply = supply.add(rollup.read(CONTRACTS.token(), call, head.of(rollup.chain())));
    }
    return supply;
  }

  private Object outbox(Heads head, ChainId from, ChainId to) {
    return network
        .rollup(from)
        .read(CONTRACTS.mailbox(), MailboxContract.outboxRoot(to), head.of(from));
  }

  private Object inbox(Heads head, ChainId from, ChainId to) {
    return network
        .rollup(to)
        .read(CONTRACTS.mailbox(), MailboxContract.inboxRoot(from), head.of(to));
  }

  /** Of every user on A and on B. */
  private List<List<BigInteger>> nonces() {
    return IntStream.range(0, XTS + PAYERS)
        .mapToObj(
            i -> network.bothRollups().stream().map(rollup -> rollup.minedNonce(user(i))).toList())
        .toList();
  }

  private List<BigInteger> used(int user, List<List<BigInteger>> after) {
    return IntStream.range(0, 2)
        .mapToObj(i -> after.get(user).get(i).subtract(noncesBefore.get(user).get(i)))
        .toList();
  }

  private static boolean commits(Attempt attempt) {
    return attempt.demo().end().equals("FINALIZED");
  }

  private static DevKey user(int index) {
    return Accounts.user(index);
  }
}
