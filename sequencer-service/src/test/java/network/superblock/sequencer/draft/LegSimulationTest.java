package network.superblock.sequencer.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.PingPongContract;
import network.superblock.contracts.RelayContract;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.VoteRefusal.Cause;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.ParticipantState;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Legs of real contracts on real nodes, with the participants' loop between them. */
class LegSimulationTest {

  private static final Hash32 SESSION = Hash32.fromHex("2a".repeat(32));
  private static final Bytes HELLO = Bytes.of("hello".getBytes(UTF_8));
  private static final Bytes WORLD = Bytes.of("world".getBytes(UTF_8));

  private static TestRollup a;
  private static TestRollup b;

  private ExecutedDraft onA;
  private ExecutedDraft onB;

  @BeforeAll
  static void start() {
    a = TestRollup.start(77777);
    b = TestRollup.start(88888);
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  @BeforeEach
  void open() {
    onA = a.open(1);
    onB = b.open(1);
  }

  @AfterEach
  void forget() {
    a.forgetNonces();
    b.forgetNonces();
  }

  /** Each side needs the other's message in the same transaction. */
  @Test
  void pingPongIsATrueCycleAndCommits() {
    Instance instance = run(List.of(ping()), List.of(pong()));

    assertThat(messages(instance)).containsExactly("PING: hello", "PONG: world");
    Ballot.Commit votedOnA = commit(instance, a);
    Ballot.Commit votedOnB = commit(instance, b);
    assertThat(votedOnA.towards(b.chain()).mirrors(votedOnB.towards(a.chain()))).isTrue();
    assertThat(instance.complete(a.chain()).executions()).hasSize(2);
    assertThat(instance.complete(b.chain()).executions()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9})
  void aChainOfHopsMayBeOfAnyDepth(int hops) {
    var relay = a.contracts().relay();
    var lead =
        a.call(
            TestRollup.alice(),
            relay,
            RelayContract.lead(b.chain(), relay, SESSION, hops, HELLO),
            Wei.ZERO,
            3_000_000);
    var follow =
        b.call(
            TestRollup.alice(),
            relay,
            RelayContract.follow(a.chain(), relay, SESSION, hops),
            Wei.ZERO,
            3_000_000);

    Instance instance = run(List.of(lead), List.of(follow));

    assertThat(instance.sent()).hasSize(hops);
    assertThat(
            commit(instance, a).towards(b.chain()).mirrors(commit(instance, b).towards(a.chain())))
        .isTrue();
  }

  @Test
  void aLegOfSeveralTransactionsSeesItsOwnEffects() {
    var relay = a.contracts().relay();
    List<Bytes> labels = List.of(Bytes.of((byte) 'x'));
    var sends =
        List.of(
            a.call(
                TestRollup.alice(),
                relay,
                RelayContract.send(b.chain(), relay, SESSION, labels, HELLO)),
            ping());
    var receives =
        List.of(
            pong(),
            b.call(
                TestRollup.bob(),
                relay,
                RelayContract.receiveAll(a.chain(), relay, SESSION, labels)));

    Instance instance = run(sends, receives);

    assertThat(messages(instance)).containsExactly("x: hello", "PING: hello", "PONG: world");
    assertThat(instance.complete(a.chain()).executions()).hasSize(3);
  }

  @Test
  void aBridgeTransferCommits() {
    Instance instance = run(List.of(bridgeSend(10)), List.of(bridgeReceive()));

    commit(instance, a);
    commit(instance, b);
    assertThat(instance.sent()).hasSize(2);
  }

  @Test
  void aBridgeTransferWithoutFundsAbortsWithTheReason() {
    Instance instance = run(List.of(bridgeSend(1_001)), List.of(bridgeReceive()));

    VoteRefusal refusal = refusal(instance, a);
    assertThat(refusal.cause()).isEqualTo(Cause.EXECUTION_FAILED);
    assertThat(refusal.detail()).contains("ERC20InsufficientBalance").contains("needed=1001");
    assertThat(instance.state(b.chain())).isInstanceOf(ParticipantState.AwaitingMessage.class);
  }

  @Test
  void aReadWithoutAWriteAbortsWhenTimeIsUp() {
    var payment = a.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1));

    Instance instance = run(List.of(payment), List.of(pong()));
    instance.timeOut();

    commit(instance, a);
    assertThat(refusal(instance, b).cause()).isEqualTo(Cause.MESSAGE_MISSING);
  }

  @Test
  void aWriteThatNobodyReadsShowsInTheDigests() {
    var relay = a.contracts().relay();
    List<Bytes> labels = List.of(Bytes.of((byte) 'x'));
    var unread =
        a.call(
            TestRollup.alice(),
            relay,
            RelayContract.send(b.chain(), relay, SESSION, labels, HELLO));
    var payment = b.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1));

    Instance instance = run(List.of(unread), List.of(payment));

    assertThat(
            commit(instance, a).towards(b.chain()).mirrors(commit(instance, b).towards(a.chain())))
        .isFalse();
  }

  @Test
  void aWriteToAStrangerAborts() {
    var relay = a.contracts().relay();
    List<Bytes> labels = List.of(Bytes.of((byte) 'x'));
    var stranger =
        a.call(
            TestRollup.alice(),
            relay,
            RelayContract.send(
                new network.superblock.protocol.ChainId(5), relay, SESSION, labels, HELLO));

    Instance instance = run(List.of(stranger), List.of(pong()));

    assertThat(refusal(instance, a).cause()).isEqualTo(Cause.WRITE_TO_NON_PARTICIPANT);
  }

  @Test
  void anInvalidTransactionAborts() {
    var tooLate =
        a.sign(
            TestRollup.alice(),
            3,
            java.util.Optional.of(TestRollup.bob().address()),
            Bytes.EMPTY,
            Wei.ZERO,
            21_000);

    Instance instance = run(List.of(tooLate), List.of(pong()));

    assertThat(refusal(instance, a).cause()).isEqualTo(Cause.INVALID_TRANSACTION);
    assertThat(refusal(instance, a).detail()).contains("nonce too high");
  }

  @Test
  void garbageAborts() {
    var simulation =
        new LegSimulation(onA.workbench(), onA.overlay(), List.of(Bytes.fromHex("dead")));

    LegResult result = simulation.run(List.of());

    assertThat(result.result().toString()).contains("INVALID_TRANSACTION").contains("rlp");
  }

  @Test
  void aLegThatRunsOutOfGasAborts() {
    var starved =
        a.call(
            TestRollup.alice(),
            a.contracts().pingPong(),
            PingPongContract.ping(b.chain(), b.contracts().pingPong(), SESSION, HELLO).input(),
            Wei.ZERO,
            40_000);

    Instance instance = run(List.of(starved), List.of(pong()));

    assertThat(refusal(instance, a).cause()).isEqualTo(Cause.EXECUTION_FAILED);
  }

  @Test
  void aLegThatDoesNotFitTheBlockAborts() {
    var greedy =
        a.call(
            TestRollup.alice(),
            TestRollup.bob().address(),
            Bytes.EMPTY,
            Wei.ZERO,
            TestRollup.GAS_LIMIT - 1);

    Instance instance = run(List.of(greedy), List.of(pong()));

    assertThat(refusal(instance, a).cause()).isEqualTo(Cause.BLOCK_FULL);
  }

  /** What was simulated is not kept: the draft is as it was, whatever the leg did. */
  @Test
  void aDraftIsNotChangedBySimulations() {
    Overlay before = onA.overlay();

    run(List.of(ping()), List.of(pong()));

    assertThat(onA.overlay()).isSameAs(before);
    assertThat(run(List.of(again(0)), List.of(pong())).sent()).hasSize(2);
  }

  private SignedTransaction again(long nonce) {
    a.forgetNonces();
    b.forgetNonces();
    assertThat(nonce).isZero();
    return ping();
  }

  private Instance run(List<SignedTransaction> legOnA, List<SignedTransaction> legOnB) {
    var xt =
        new XtRequest(
            List.of(
                new TransactionRequest(a.chain(), raw(legOnA)),
                new TransactionRequest(b.chain(), raw(legOnB))));
    return Instance.run(new Slot(1), xt, Map.of(a.chain(), onA, b.chain(), onB));
  }

  private static SignedTransaction ping() {
    return a.call(
        TestRollup.alice(),
        a.contracts().pingPong(),
        PingPongContract.ping(b.chain(), b.contracts().pingPong(), SESSION, HELLO).input());
  }

  private static SignedTransaction pong() {
    return b.call(
        TestRollup.alice(),
        b.contracts().pingPong(),
        PingPongContract.pong(a.chain(), a.contracts().pingPong(), SESSION, WORLD).input());
  }

  private static SignedTransaction bridgeSend(long amount) {
    return a.call(
        TestRollup.alice(),
        a.contracts().bridge(),
        BridgeContract.send(
            b.chain(), TestRollup.bob().address(), BigInteger.valueOf(amount), SESSION));
  }

  private static SignedTransaction bridgeReceive() {
    return b.call(
        TestRollup.bob(), b.contracts().bridge(), BridgeContract.receiveTokens(a.chain(), SESSION));
  }

  private static List<Bytes> raw(List<SignedTransaction> transactions) {
    return transactions.stream().map(SignedTransaction::raw).toList();
  }

  private static List<String> messages(Instance instance) {
    return instance.sent().stream().map(LegSimulationTest::text).toList();
  }

  private static String text(MailboxMessage message) {
    return new String(message.header().label().toArray(), UTF_8)
        + ": "
        + new String(message.data().toArray(), UTF_8);
  }

  private static Ballot.Commit commit(Instance instance, TestRollup rollup) {
    assertThat(instance.state(rollup.chain())).isInstanceOf(ParticipantState.Prepared.class);
    return (Ballot.Commit) instance.ballot(rollup.chain());
  }

  private static VoteRefusal refusal(Instance instance, TestRollup rollup) {
    assertThat(instance.state(rollup.chain())).isInstanceOf(ParticipantState.Refused.class);
    return ((Ballot.Abort) instance.ballot(rollup.chain())).refusal();
  }
}
