package network.superblock.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import network.superblock.contracts.PingPongContract;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two sequencers on real nodes, Kafka and Postgres, told by a scripted publisher. */
class SequencerServiceTest {

  private static final Bytes HELLO = Bytes.of("hello".getBytes(UTF_8));

  private static TestRollup a;
  private static TestRollup b;
  private static TestNetwork network;
  private static ScriptedPublisher publisher;

  @BeforeAll
  static void start() {
    a = TestRollup.start(77777);
    b = TestRollup.start(88888);
    network = TestNetwork.shared();
    publisher = network.publisher();
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  /** One history over several slots: each builds on the one before. */
  @Test
  void buildsVotesSealsAndComesBack() throws MalformedRlpException {
    RunningSequencer onA = network.sequencer(a).awaitReady();
    RunningSequencer onB = network.sequencer(b).awaitReady();

    // A PingPong xT commits, behind a local transaction and before another.
    long slot = publisher.open(Map.of(a.chain(), headOf(a), b.chain(), headOf(b)));
    onA.awaitState("BUILDING_FREE");
    onB.awaitState("BUILDING_FREE");
    SignedTransaction first = a.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(1));
    onA.send(first);
    XtRequest xt = pingPong(1);
    assertThat(outcomeOfLeg(onB, xt)).isEqualTo("missing-message");
    publisher.start(slot, xt);
    assertThat(publisher.voteOf(a.chain(), slot, xt)).isInstanceOf(Ballot.Commit.class);
    assertThat(publisher.voteOf(b.chain(), slot, xt)).isInstanceOf(Ballot.Commit.class);
    Bytes leg = xt.transactionsOn(a.chain()).getFirst();
    assertThat(onA.call("eth_sendRawTransaction", leg.toString()).at("/error/message").asString())
        .contains("cross-chain transaction in progress");
    publisher.decide(slot, xt, Decision.commit());
    SignedTransaction second = a.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(2));
    onA.send(second);
    onA.awaitLocals(2);
    assertThat(onA.pendingCount(TestRollup.bob().address())).isEqualTo("0x2");
    publisher.seal(slot, List.of(xt.id()));
    L2Block sealedA = publisher.blockOf(a.chain(), slot);
    L2Block sealedB = publisher.blockOf(b.chain(), slot);
    assertThat(sealedA.includedXts()).containsExactly(xt.id());
    assertThat(transactionsOf(sealedA)).hasSize(5).contains(first.raw(), second.raw());
    assertThat(headOf(a)).isEqualTo(ScriptedPublisher.refOf(sealedA));
    publisher.accept(sealedA);
    publisher.accept(sealedB);
    onA.awaitState("WAITING");

    // The service restarts in the middle of the next slot and goes on with its draft.
    long next = publisher.open(heads(sealedA, sealedB));
    onA.awaitState("BUILDING_FREE");
    SignedTransaction kept = a.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(3));
    onA.send(kept);
    onA.awaitLocals(1);
    onA.close();
    RunningSequencer again = network.sequencer(a).awaitReady();
    again.awaitState("BUILDING_FREE");

    // An xT whose read nobody wrote aborts; nothing of it is in the block.
    XtRequest lonely = lonelyPong(2);
    publisher.start(next, lonely);
    assertThat(publisher.voteOf(a.chain(), next, lonely)).isInstanceOf(Ballot.Commit.class);
    assertThat(publisher.voteOf(b.chain(), next, lonely))
        .isInstanceOfSatisfying(
            Ballot.Abort.class,
            against ->
                assertThat(against.refusal().cause()).isEqualTo(VoteRefusal.Cause.MESSAGE_MISSING));
    publisher.decide(next, lonely, Decision.abort(new Decision.AbortReason.CutOff()));
    publisher.seal(next, List.of());
    L2Block nextA = publisher.blockOf(a.chain(), next);
    L2Block nextB = publisher.blockOf(b.chain(), next);
    assertThat(transactionsOf(nextA)).hasSize(2).contains(kept.raw());
    assertThat(transactionsOf(nextB)).hasSize(1);

    // The slot after starts from the block before: that slot failed, and its transaction returns.
    long last = publisher.open(heads(sealedA, sealedB));
    again.awaitLocals(1);
    publisher.seal(last, List.of());
    L2Block lastA = publisher.blockOf(a.chain(), last);
    assertThat(transactionsOf(lastA)).hasSize(2).contains(kept.raw());
    assertPromised(sealedA, nextA, lastA);
    again.close();
    onB.close();
  }

  /** The first on the genesis, the others, which replace each other, both on the first. */
  private static void assertPromised(L2Block first, L2Block second, L2Block third) {
    var topics = network.topicsOf(new Sender.Publisher(Role.P2P_GATEWAY, "test"));
    try (var reader = new PromiseReader(topics)) {
      var made = reader.commitments(a.chain(), 3);
      assertThat(made).hasSize(3);
      assertPromise(made.getFirst(), first, first.parentHash());
      assertPromise(made.get(1), second, made.getFirst().preconfirmation().hash());
      assertPromise(made.getLast(), third, made.getFirst().preconfirmation().hash());
      for (var each : made) reader.awaitList(each.preconfirmation().rawTxListHash());
    }
  }

  private static void assertPromise(SignedCommitment signed, L2Block block, Hash32 parent) {
    var promised = signed.preconfirmation();
    assertThat(promised.blockNumber().saturated()).isEqualTo(block.number().value());
    assertThat(promised.proposalId().saturated()).isEqualTo(block.slot().value());
    assertThat(promised.parentPreconfirmationHash()).isEqualTo(parent);
    assertThat(promised.submissionWindowEnd()).isGreaterThan(promised.timestamp());
    assertThat(signed.commitment().slasherAddress()).isEqualTo(TestNetwork.SLASHER);
    assertThat(new CommitmentSignatures(SigningDomain.DEFAULT).recover(signed))
        .isInstanceOfSatisfying(
            Recovery.Signed.class,
            recovered ->
                assertThat(recovered.signer()).isEqualTo(TestNetwork.signerOf(block.chain())));
  }

  private static Map<ChainId, BlockRef> heads(L2Block onA, L2Block onB) {
    return Map.of(a.chain(), ScriptedPublisher.refOf(onA), b.chain(), ScriptedPublisher.refOf(onB));
  }

  private static BlockRef headOf(TestRollup rollup) {
    return rollup.node().head().ref();
  }

  private static List<Bytes> transactionsOf(L2Block block) throws MalformedRlpException {
    return BlockRlp.decode(block.block()).transactions();
  }

  private static XtRequest pingPong(int session) {
    Address pingPong = a.contracts().pingPong();
    Bytes ping = PingPongContract.ping(b.chain(), pingPong, session(session), HELLO).input();
    Bytes pong = PingPongContract.pong(a.chain(), pingPong, session(session), HELLO).input();
    return xt(
        a.call(TestRollup.alice(), pingPong, ping), b.call(TestRollup.alice(), pingPong, pong));
  }

  private static XtRequest lonelyPong(int session) {
    Address pingPong = a.contracts().pingPong();
    Bytes pong = PingPongContract.pong(a.chain(), pingPong, session(session), HELLO).input();
    return xt(
        a.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1)),
        b.call(TestRollup.alice(), pingPong, pong));
  }

  private static XtRequest xt(SignedTransaction onA, SignedTransaction onB) {
    return new XtRequest(
        List.of(
            new TransactionRequest(a.chain(), List.of(onA.raw())),
            new TransactionRequest(b.chain(), List.of(onB.raw()))));
  }

  private static Hash32 session(int number) {
    return Hash32.fromHex("%064x".formatted(number));
  }

  private static String outcomeOfLeg(RunningSequencer service, XtRequest xt) {
    var leg = xt.transactionsOn(b.chain()).stream().map(Bytes::toString).toList();
    var question = Map.of("transactions", leg, "inbox", List.of());
    return service
        .call("superblock_simulateTransactions", question)
        .at("/result/outcome")
        .asString();
  }
}
