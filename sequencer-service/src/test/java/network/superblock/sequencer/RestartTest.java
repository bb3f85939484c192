package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.runtime.clock.WallClock;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sequencer that ends in whatever state goes on there: SBCP section 6, sequencer crashes. */
@Timeout(180)
class RestartTest {

  private static final AtomicInteger AMOUNTS = new AtomicInteger();

  private static TestRollup rollup;
  private static PingPongXts pings;
  private static ScriptedPublisher publisher;
  private static RunningSequencer sequencer;

  @BeforeAll
  static void start() {
    rollup = TestRollup.start(70_001);
    pings = new PingPongXts(rollup);
    publisher = TestNetwork.shared().publisher();
    sequencer = TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady();
  }

  @AfterAll
  static void stop() {
    sequencer.close();
    rollup.close();
  }

  @Test
  void withAFreeDraft() throws MalformedRlpException {
    long slot = open();
    List<Bytes> locals = List.of(sendLocal(), sendLocal());
    sequencer.awaitLocals(2);
    long told = sequencer.newsId();

    restart();

    sequencer.awaitState("BUILDING_FREE");
    sequencer.awaitLocals(2);
    sendLocal();
    sequencer.awaitLocals(3);
    assertThat(sequencer.firstNewsId())
        .as("a reader who comes back with the last id misses nothing")
        .isGreaterThan(told);
    publisher.seal(slot, List.of());
    L2Block block = accepted(slot);
    assertThat(transactionsOf(block)).hasSize(4).containsAll(locals);
  }

  @Test
  void withAnXtThatHasNoVoteYet() {
    long slot = open();
    XtRequest xt = pings.next();
    publisher.start(slot, xt);
    awaitNews(slot, "waiting for a message");

    restart();

    sequencer.awaitState("BUILDING_LOCKED");
    publisher.deliver(slot, xt, pings.pongTo(xt));
    assertThat(publisher.voteOf(rollup.chain(), slot, xt)).isInstanceOf(Ballot.Commit.class);
    commitsOnce(slot, xt);
  }

  @Test
  void withAVoteAndNoDecision() {
    long slot = open();
    XtRequest xt = pings.next();
    publisher.start(slot, xt);
    publisher.deliver(slot, xt, pings.pongTo(xt));
    publisher.voteOf(rollup.chain(), slot, xt);

    restart();

    sequencer.awaitState("BUILDING_LOCKED");
    commitsOnce(slot, xt);
  }

  @Test
  void withADecisionAndASealThatItDidNotSee() {
    long slot = open();
    XtRequest xt = pings.next();
    publisher.start(slot, xt);
    publisher.deliver(slot, xt, pings.pongTo(xt));
    publisher.voteOf(rollup.chain(), slot, xt);

    sequencer.close();
    publisher.decide(slot, xt, Decision.commit());
    publisher.seal(slot, List.of(xt.id()));
    sequencer = TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady();

    assertThat(accepted(slot).includedXts()).containsExactly(xt.id());
  }

  @Test
  void withABlockThatHasNoVerdict() {
    long slot = open();
    sendLocal();
    sequencer.awaitLocals(1);
    publisher.seal(slot, List.of());
    L2Block block = publisher.blockOf(rollup.chain(), slot);
    int sent = publisher.blocksOf(rollup.chain(), slot).size();

    restart();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> publisher.blocksOf(rollup.chain(), slot).size() > sent);
    assertThat(publisher.blocksOf(rollup.chain(), slot)).containsOnly(block);
    accepted(slot);
  }

  /** The slot after a failed one stands on the same parent: what was sealed in vain comes back. */
  @Test
  void afterASlotThatFailedWhileItWasAway() throws MalformedRlpException {
    BlockRef parent = rollup.node().head().ref();
    long slot = open();
    Bytes local = sendLocal();
    sequencer.awaitLocals(1);
    publisher.seal(slot, List.of());
    publisher.blockOf(rollup.chain(), slot);

    sequencer.close();
    long next = publisher.open(Map.of(rollup.chain(), parent));
    sequencer = TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady();

    sequencer.awaitLocals(1);
    publisher.seal(next, List.of());
    assertThat(transactionsOf(accepted(next))).hasSize(2).contains(local);
  }

  /** First it drafts, then it is away and waits for a verdict: each time its blocks are void. */
  @Test
  void afterTwoRollBacksOfWhatWasFinal() throws MalformedRlpException {
    BlockRef valid = rollup.node().head().ref();
    Bytes first = sendLocal(open());
    L2Block one = finished();
    Bytes second = sendLocal(open());
    finished();
    Bytes third = sendLocal(open());
    awaitFinalLocals(2);

    long lastValid = one.slot().value() - 1;
    long slot = publisher.rollBack(Map.of(rollup.chain(), valid), lastValid);
    sequencer.awaitLocals(3);
    assertThat(rollup.node().head().ref()).isEqualTo(valid);
    assertThat(sequencer.report().path("slot").asLong()).isEqualTo(slot);
    publisher.seal(slot, List.of());
    L2Block again = accepted(slot);
    assertThat(transactionsOf(again)).hasSize(4).endsWith(first, second, third);
    publisher.finish(again);
    awaitFinalLocals(3);

    long submitting = open();
    Bytes fourth = sendLocal(submitting);
    publisher.seal(submitting, List.of());
    publisher.blockOf(rollup.chain(), submitting);
    sequencer.close();
    long next = publisher.rollBack(Map.of(rollup.chain(), valid), lastValid);
    sequencer = TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady();
    sequencer.awaitLocals(4);
    publisher.seal(next, List.of());
    L2Block last = accepted(next);
    assertThat(ScriptedPublisher.refOf(last).number()).isEqualTo(valid.number().next());
    assertThat(transactionsOf(last)).hasSize(5).endsWith(first, second, third, fourth);
  }

  /** It could not build in the slot, and reads of the xT only when it is back. */
  @Test
  void withoutADraftWhenAnXtStartsWhileItIsAway() {
    BlockNumber next = rollup.node().head().number().next();
    var unknown = new BlockRef(next, Keccak256.hash(Bytes.EMPTY));
    long slot = publisher.open(Map.of(rollup.chain(), unknown));
    sequencer.awaitState("RECOVERING");

    sequencer.close();
    XtRequest xt = pings.next();
    publisher.start(slot, xt);
    sequencer = TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady();

    assertThat(publisher.voteOf(rollup.chain(), slot, xt))
        .isInstanceOfSatisfying(
            Ballot.Abort.class,
            against ->
                assertThat(against.refusal().cause()).isEqualTo(VoteRefusal.Cause.RECOVERING));
    publisher.seal(slot, List.of());
    sequencer.awaitState("WAITING");
  }

  /** The node was killed before it had written its last block; nobody else has it either. */
  @Test
  void onANodeThatLostItsLastBlock() throws MalformedRlpException {
    long slot = open();
    Bytes lost = sendLocal();
    sequencer.awaitLocals(1);
    publisher.seal(slot, List.of());
    L2Block block = accepted(slot);

    rollup.node().revertTo(new BlockNumber(block.number().value() - 1));
    publisher.open(Map.of(rollup.chain(), ScriptedPublisher.refOf(block)));

    sequencer.awaitState("BUILDING_FREE");
    assertThat(rollup.node().head().hash()).isEqualTo(block.hash());
    assertThat(transactionsOf(block)).contains(lost);
    assertThat(sequencer.report().path("waiting").asInt()).isZero();
  }

  /** What it voted before is unknown: it votes against everything and seals nothing. */
  @Test
  void withoutAJournalInTheMiddleOfASlot() {
    TestRollup other = TestRollup.start(70_003);
    long slot = publisher.open(Map.of(other.chain(), other.node().head().ref()));
    // So long that this test ends in the slot in which it begins.
    Duration slotLength = Duration.ofHours(1);
    var settings =
        Map.of(
            "superblock.network.slot-duration",
            slotLength,
            "superblock.network.genesis",
            new WallClock().instant().minus(slotLength.multipliedBy(slot - 1)).minusSeconds(1));
    try (other;
        var fresh = TestNetwork.shared().sequencer(other, settings).awaitReady()) {
      XtRequest xt =
          PingPongXts.with(
              other.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(1)), other);
      publisher.start(slot, xt);
      assertThat(publisher.voteOf(other.chain(), slot, xt))
          .isInstanceOfSatisfying(
              Ballot.Abort.class,
              against ->
                  assertThat(against.refusal().cause()).isEqualTo(VoteRefusal.Cause.RECOVERING));
      publisher.seal(slot, List.of());

      publisher.open(Map.of(other.chain(), other.node().head().ref()));
      fresh.awaitState("BUILDING_FREE");
      assertThat(publisher.blocksOf(other.chain(), slot)).isEmpty();
      assertThat(fresh.report().path("alarms")).isEmpty();
    }
  }

  private static void restart() {
    sequencer.close();
    sequencer = TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady();
  }

  private static long open() {
    rollup.forgetNonces();
    return sequencer.open(publisher, rollup);
  }

  private static Bytes sendLocal() {
    var bob = TestRollup.bob();
    SignedTransaction local = rollup.pay(bob, bob.address(), Wei.of(AMOUNTS.incrementAndGet()));
    return sequencer.send(local).raw();
  }

  private static Bytes sendLocal(long slot) {
    Bytes local = sendLocal();
    sequencer.awaitLocals(1);
    assertThat(sequencer.report().path("slot").asLong()).isEqualTo(slot);
    return local;
  }

  /** The open slot's block, in a superblock that is final on L1. */
  private static L2Block finished() {
    long slot = sequencer.report().path("slot").asLong();
    publisher.seal(slot, List.of());
    L2Block block = accepted(slot);
    publisher.finish(block);
    return block;
  }

  private static void awaitFinalLocals(int number) {
    var database = TestNetwork.shared().database(rollup.chain());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          try (var connection =
                  DriverManager.getConnection(
                      database.jdbcUrl(), database.user(), database.password());
              var row =
                  connection
                      .createStatement()
                      .executeQuery(
                          "SELECT count(*) FROM sequencer_service.local_transaction"
                              + " WHERE final_at IS NOT NULL")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(number);
          }
        });
  }

  /** The block of the slot, accepted and with the node at it; there is only one. */
  private static L2Block accepted(long slot) {
    L2Block block = publisher.blockOf(rollup.chain(), slot);
    publisher.accept(block);
    sequencer.awaitState("WAITING");
    assertThat(publisher.blocksOf(rollup.chain(), slot)).containsOnly(block);
    assertThat(rollup.node().head().hash()).isEqualTo(block.hash());
    return block;
  }

  private static void commitsOnce(long slot, XtRequest xt) {
    publisher.decide(slot, xt, Decision.commit());
    publisher.seal(slot, List.of(xt.id()));
    assertThat(accepted(slot).includedXts()).containsExactly(xt.id());
    assertThat(publisher.votesOf(rollup.chain(), slot).stream().map(Vote::ballot).distinct())
        .hasSize(1)
        .allMatch(Ballot.Commit.class::isInstance);
  }

  private static void awaitNews(long slot, String detail) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> sequencer.newsOf(slot).stream().anyMatch(news -> news.contains(detail)));
  }

  private static List<Bytes> transactionsOf(L2Block block) throws MalformedRlpException {
    return BlockRlp.decode(block.block()).transactions();
  }
}
