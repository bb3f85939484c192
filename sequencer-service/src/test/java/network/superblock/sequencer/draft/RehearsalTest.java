package network.superblock.sequencer.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.PingPongContract;
import network.superblock.contracts.RelayContract;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.Decision.AbortReason.MailboxMismatch;
import network.superblock.protocol.message.Decision.AbortReason.VotedDown;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.VoteRefusal.Cause;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.ParticipantEffect.Simulate;
import network.superblock.protocol.scp.Rehearsal;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.runtime.simulation.LegQuestion;
import network.superblock.runtime.simulation.SimulationJson;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole xTs on two real nodes, over the JSON that the queue and the sequencers speak. */
@Timeout(120)
class RehearsalTest {

  private static final Hash32 SESSION = Hash32.fromHex("5e".repeat(32));
  private static final Bytes HELLO = Bytes.of("hello".getBytes(UTF_8));
  private static final List<Bytes> LABELS = List.of(Bytes.of((byte) 'x'));

  private static TestRollup a;
  private static TestRollup b;

  private Map<ChainId, ExecutedDraft> drafts = Map.of();

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
    drafts = Map.of(a.chain(), a.open(1), b.chain(), b.open(1));
  }

  @AfterEach
  void forget() {
    a.forgetNonces();
    b.forgetNonces();
  }

  @Test
  void aCycleWouldCommitAndChangesNothing() {
    Overlay before = draftOf(a).overlay();

    Rehearsal rehearsal = rehearse(ping(), pong());

    assertThat(rehearsal.decision()).contains(Decision.commit());
    assertThat(rehearsal.ballots()).containsOnlyKeys(a.chain(), b.chain());
    assertThat(rehearsal.questions()).isEmpty();
    assertThat(draftOf(a).overlay()).isSameAs(before);
  }

  @Test
  void aChainOfManyHopsWouldCommit() {
    var relay = a.contracts().relay();
    var lead =
        a.call(
            TestRollup.alice(),
            relay,
            RelayContract.lead(b.chain(), relay, SESSION, 9, HELLO),
            Wei.ZERO,
            3_000_000);
    var follow =
        b.call(
            TestRollup.alice(),
            relay,
            RelayContract.follow(a.chain(), relay, SESSION, 9),
            Wei.ZERO,
            3_000_000);

    assertThat(rehearse(lead, follow).decision()).contains(Decision.commit());
  }

  @Test
  void aBridgeTransferWithoutFundsWouldAbort() {
    VotedDown reason = (VotedDown) reasonOf(bridgeSend(1_001), bridgeReceive());

    assertThat(reason.chain()).isEqualTo(a.chain());
    assertThat(reason.refusal().cause()).isEqualTo(Cause.EXECUTION_FAILED);
    assertThat(reason.refusal().detail()).contains("ERC20InsufficientBalance");
  }

  @Test
  void aReadWithoutAMatchingWriteWouldAbort() {
    var payment = a.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1));

    VotedDown reason = (VotedDown) reasonOf(payment, pong());

    assertThat(reason.chain()).isEqualTo(b.chain());
    assertThat(reason.refusal().cause()).isEqualTo(Cause.MESSAGE_MISSING);
  }

  @Test
  void aWriteThatNobodyReadsWouldAbort() {
    var unread = send(b.chain());
    var payment = b.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1));

    assertThat(reasonOf(unread, payment)).isEqualTo(new MailboxMismatch(a.chain(), b.chain()));
  }

  @Test
  void aWriteToANonParticipantWouldAbort() {
    VotedDown reason = (VotedDown) reasonOf(send(new ChainId(5)), pong());

    assertThat(reason.refusal().cause()).isEqualTo(Cause.WRITE_TO_NON_PARTICIPANT);
  }

  @Test
  void whatNoNodeWouldTakeWouldAbort() {
    var early =
        a.sign(
            TestRollup.alice(),
            3,
            Optional.of(TestRollup.bob().address()),
            Bytes.EMPTY,
            Wei.ZERO,
            21_000);

    VotedDown reason = (VotedDown) reasonOf(early, pong());

    assertThat(reason.refusal().cause()).isEqualTo(Cause.INVALID_TRANSACTION);
    assertThat(reason.refusal().detail()).contains("nonce too high");
  }

  private AbortReason reasonOf(SignedTransaction onA, SignedTransaction onB) {
    return ((Decision.Abort) rehearse(onA, onB).decision().orElseThrow()).reason();
  }

  private Rehearsal rehearse(SignedTransaction onA, SignedTransaction onB) {
    var xt =
        new XtRequest(
            List.of(
                new TransactionRequest(a.chain(), List.of(onA.raw())),
                new TransactionRequest(b.chain(), List.of(onB.raw()))));
    var rehearsal = new Rehearsal(xt);
    while (rehearsal.decision().isEmpty()) {
      var answers = new TreeMap<ChainId, SimulationResult>();
      rehearsal.questions().forEach((chain, question) -> answers.put(chain, ask(chain, question)));
      rehearsal.answered(answers);
    }
    return rehearsal;
  }

  private SimulationResult ask(ChainId chain, Simulate question) {
    var sent = SimulationJson.write(new LegQuestion(question.transactions(), question.inbox()));
    var result = LegTrial.run(draft(chain), SimulationJson.question(sent));
    return SimulationJson.answer(SimulationJson.write(result));
  }

  private ExecutedDraft draftOf(TestRollup rollup) {
    return draft(rollup.chain());
  }

  private ExecutedDraft draft(ChainId chain) {
    return Optional.ofNullable(drafts.get(chain)).orElseThrow();
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
        PingPongContract.pong(a.chain(), a.contracts().pingPong(), SESSION, HELLO).input());
  }

  private static SignedTransaction send(ChainId to) {
    var relay = a.contracts().relay();
    return a.call(TestRollup.alice(), relay, RelayContract.send(to, relay, SESSION, LABELS, HELLO));
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
}
