package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.wire.signature.SigningKey;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Local transactions as wallets send them: refused in go-ethereum's words, kept, and ordered. */
@Timeout(180)
class LocalTransactionsTest {

  private static final int REFUSED = -32000;
  private static final Wei ENOUGH = Wei.of(5_000_000_000L);
  private static final Address NOBODY = Address.fromHex("0x" + "33".repeat(20));

  private static TestRollup rollup;
  private static ScriptedPublisher publisher;
  private static RunningSequencer sequencer;

  @BeforeAll
  static void start() {
    rollup = TestRollup.start(71_002);
    publisher = TestNetwork.shared().publisher();
    sequencer = TestNetwork.shared().sequencer(rollup).awaitReady();
  }

  @AfterAll
  static void stop() {
    sequencer.close();
    rollup.close();
  }

  @Test
  void refusesWhatCannotBeInABlockInGethsWords() {
    SigningKey rich = TestRollup.bob();
    long next = rollup.node().account(rich.address(), rollup.node().head().number()).nonce();
    refuses("nonce too low: next nonce", signed(TestRollup.deployer(), 0, 21_000));
    refuses("insufficient funds for gas * price + value", signed(TestRollup.pauper(), 0, 21_000));
    refuses("intrinsic gas too low: gas 20999, minimum needed 21000", signed(rich, next, 20_999));
    refuses("exceeds block gas limit", signed(rich, next, TestRollup.GAS_LIMIT + 1));
    refuses(
        "max priority fee per gas higher than max fee per gas",
        signed(rich, body(next, 21_000, Wei.of(1), Wei.of(2), Bytes.EMPTY)));
    refuses(
        "max fee per gas less than block base fee",
        signed(rich, body(next, 21_000, Wei.of(1), Wei.of(1), Bytes.EMPTY)));
    refuses("oversized data: transaction size", oversized(rich, next));
    refuses(
        "invalid chain id for signer: have 5 want 71002",
        SignedTransaction.sign(body(next, 21_000), rich, new ChainId(5)).raw());
    refuses("rlp: ", Bytes.fromHex("c0ffee"));
    refuses("typed transaction too short", Bytes.fromHex("02"));
    refuses("transaction type not supported", Bytes.fromHex("7f00"));
    assertThat(sequencer.report().path("waiting").asInt()).isZero();
  }

  @Test
  void refusesASignatureThatCannotBe() {
    Bytes valid = signed(TestRollup.bob(), 0, 21_000);
    // The last 32 bytes are s, which becomes larger than the curve allows.
    Bytes broken = valid.slice(0, valid.size() - 32).concat(Bytes.fromHex("ff".repeat(32)));
    refuses("invalid sender: invalid transaction v, r, s values", broken);
  }

  @Test
  void keepsWhatMustWaitAndKnowsIt() throws MalformedRlpException {
    SigningKey sender = funded("a1");
    SignedTransaction second = pay(sender, 1, 10);
    SignedTransaction first = pay(sender, 0, 10);

    sequencer.send(second);
    assertThat(sequencer.pendingCount(sender.address())).isEqualTo("0x0");
    sequencer.send(first);
    assertThat(sequencer.pendingCount(sender.address())).isEqualTo("0x2");
    refuses("already known", first.raw());
    refuses("replacement transaction underpriced", pay(sender, 1, 11).raw());
    SignedTransaction better = pay(sender, 1, 1_000_000_000);
    sequencer.send(better);
    assertThat(found(second).isNull()).isTrue();
    assertThat(found(better).path("from").asString()).isEqualTo(sender.address().toString());
    assertThat(found(better).path("blockNumber").isNull()).isTrue();

    long slot = sequencer.open(publisher, rollup);
    sequencer.awaitLocals(2);
    assertThat(sequencer.pendingCount(sender.address())).isEqualTo("0x2");
    refuses("already known", first.raw());
    refuses("nonce too low: next nonce 2, tx nonce 1", pay(sender, 1, 2_000_000_000).raw());
    assertThat(found(first).path("nonce").asString()).isEqualTo("0x0");

    assertThat(sealed(slot)).endsWith(first.raw(), better.raw());
    assertThat(found(first).path("blockNumber").isNull()).isFalse();
    assertThat(sequencer.pendingCount(sender.address())).isEqualTo("0x2");
  }

  @Test
  void fillsABlockByFeeAndNonceBehindTheSlotTransaction() throws MalformedRlpException {
    SigningKey poor = funded("b1");
    SigningKey middle = funded("b2");
    SigningKey rich = funded("b3");
    SignedTransaction poorOne = sequencer.send(pay(poor, 0, 1));
    SignedTransaction poorTwo = sequencer.send(pay(poor, 1, 900));
    SignedTransaction middleOne = sequencer.send(pay(middle, 0, 50));
    SignedTransaction richOne = sequencer.send(pay(rich, 0, 500));

    long slot = sequencer.open(publisher, rollup);
    sequencer.awaitLocals(4);
    assertThat(sequencer.text("/actuator/prometheus"))
        .contains("superblock_sequencer_slot{", "superblock_sequencer_pool{")
        .contains("superblock_sequencer_draft_entries{")
        .contains("superblock_sequencer_local_transactions_total{", "outcome=\"taken\"")
        .contains("resilience4j_circuitbreaker_state{", "name=\"l2\"");
    List<Bytes> block = sealed(slot);

    assertThat(block).hasSize(5);
    // The first is the coordinator's.
    assertThat(block.subList(1, 5))
        .containsExactly(richOne.raw(), middleOne.raw(), poorOne.raw(), poorTwo.raw());
    JsonNode top =
        sequencer.call("eth_getTransactionByBlockNumberAndIndex", "latest", "0x0").path("result");
    assertThat(top.path("to").asString()).isEqualTo(rollup.contracts().mailbox().toString());
    assertThat(top.path("from").asString())
        .isEqualTo(TestRollup.coordinatorKey().address().toString());
  }

  /** Whoever knows a leg can send it alone: its xT is lost, the block is not. */
  @Test
  void sealsALegThatWasSentAloneBeforeItsXt() throws MalformedRlpException {
    SignedTransaction leg = pay(funded("d1"), 0, 10);
    long slot = sequencer.open(publisher, rollup);
    sequencer.send(leg);
    sequencer.awaitLocals(1);
    XtRequest xt = PingPongXts.with(leg, rollup);
    publisher.start(slot, xt);
    assertThat(publisher.voteOf(rollup.chain(), slot, xt))
        .isInstanceOfSatisfying(
            Vote.Ballot.Abort.class,
            against ->
                assertThat(against.refusal().cause())
                    .isEqualTo(VoteRefusal.Cause.ALREADY_IN_DRAFT));
    publisher.decide(slot, xt, Decision.abort(new Decision.AbortReason.CutOff()));
    assertThat(sealed(slot)).endsWith(leg.raw());
  }

  @Test
  void refusesALocalTransactionThatTouchesTheMailbox() {
    Address mailbox = rollup.contracts().mailbox();
    SigningKey sender = funded("c1");
    SignedTransaction touching =
        rollup.sign(sender, 0, Optional.of(mailbox), Bytes.fromHex("12345678"), Wei.ZERO, 100_000);
    refuses("the mailbox is only open to cross-chain transactions", touching.raw());
  }

  private static List<Bytes> sealed(long slot) throws MalformedRlpException {
    publisher.seal(slot, List.of());
    L2Block block = publisher.blockOf(rollup.chain(), slot);
    publisher.accept(block);
    sequencer.awaitState("WAITING");
    return BlockRlp.decode(block.block()).transactions();
  }

  private static SigningKey funded(String key) {
    SigningKey sender = SigningKey.fromHex(key.repeat(32));
    Wei ether = new Wei(BigInteger.TEN.pow(18));
    rollup.ask("anvil_setBalance", sender.address().toString(), "0x" + ether.amount().toString(16));
    return sender;
  }

  private static JsonNode found(SignedTransaction transaction) {
    return sequencer.call("eth_getTransactionByHash", transaction.hash().toString()).path("result");
  }

  private static void refuses(String message, Bytes raw) {
    JsonNode answer = sequencer.call("eth_sendRawTransaction", raw.toString());
    assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(REFUSED);
    assertThat(answer.at("/error/message").asString()).contains(message);
  }

  private static SignedTransaction pay(SigningKey sender, long nonce, long tip) {
    Wei tipCap = Wei.of(tip);
    return SignedTransaction.sign(
        body(nonce, 21_000, ENOUGH.plus(tipCap), tipCap, Bytes.EMPTY), sender, rollup.chain());
  }

  private static Bytes signed(SigningKey sender, long nonce, long gas) {
    return signed(sender, body(nonce, gas));
  }

  private static Bytes signed(SigningKey sender, Transaction body) {
    return SignedTransaction.sign(body, sender, rollup.chain()).raw();
  }

  private static Bytes oversized(SigningKey sender, long nonce) {
    Bytes data = Bytes.of(new byte[128 * 1024]);
    return signed(sender, body(nonce, 10_000_000, ENOUGH, Wei.ZERO, data));
  }

  private static Transaction body(long nonce, long gas) {
    return body(nonce, gas, ENOUGH, Wei.of(1), Bytes.EMPTY);
  }

  private static Transaction body(long nonce, long gas, Wei feeCap, Wei tipCap, Bytes data) {
    return new Transaction(
        Transaction.Type.DYNAMIC_FEE,
        nonce,
        gas,
        feeCap,
        tipCap,
        Optional.of(NOBODY),
        Wei.of(1),
        data,
        List.of());
  }
}
