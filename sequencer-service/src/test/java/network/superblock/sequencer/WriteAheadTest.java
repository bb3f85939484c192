package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.failpoint.HeldPoint;
import network.superblock.wire.Topic;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in Postgres when the sequencer gets no further, and what is not in Kafka yet. */
@Timeout(180)
class WriteAheadTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static TestRollup rollup;
  private static PingPongXts pings;
  private static ScriptedPublisher publisher;
  private static RunningSequencer sequencer;

  @BeforeAll
  static void start() {
    rollup = TestRollup.start(70_031);
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
  void aVoteIsInTheJournalBeforeItLeaves() throws Exception {
    long slot = sequencer.open(publisher, rollup);
    XtRequest xt = pings.next();
    InputOffsets before = ends(Topic.VOTE);
    try (var held = HeldPoint.at("sequencer.vote-journaled")) {
      publisher.start(slot, xt);
      publisher.deliver(slot, xt, pings.pongTo(xt));
      assertThat(held.isReachedWithin(LONG)).isTrue();

      assertThat(texts("SELECT kind || entry FROM journal"))
          .anyMatch(entry -> entry.contains(xt.id().toString().replace("0x", "")));
      assertThat(ends(Topic.VOTE)).isEqualTo(before);
    }
    assertThat(publisher.voteOf(rollup.chain(), slot, xt)).isInstanceOf(Ballot.Commit.class);
  }

  @Test
  void aBlockAndWhatItHoldsAreKeptBeforeItLeaves() throws Exception {
    long slot = sequencer.open(publisher, rollup);
    SignedTransaction local = sequencer.send(payment());
    // Another test's may wait as well.
    int locals = texts("SELECT '' FROM local_transaction WHERE block_hash IS NULL").size();
    sequencer.awaitLocals(locals);
    InputOffsets before = ends(Topic.BLOCK);
    try (var held = HeldPoint.at("sequencer.block-kept")) {
      publisher.seal(slot, List.of());
      assertThat(held.isReachedWithin(LONG)).isTrue();

      assertThat(texts("SELECT number::text FROM sealed_block WHERE slot = " + slot)).hasSize(1);
      assertThat(
              texts(
                  "SELECT encode(local_transaction.hash, 'hex') FROM local_transaction"
                      + " JOIN sealed_block ON block_hash = sealed_block.hash WHERE slot = "
                      + slot))
          .hasSize(locals)
          .contains(local.hash().bytes().toHex());
      assertThat(ends(Topic.BLOCK)).isEqualTo(before);
    }
    L2Block block = publisher.blockOf(rollup.chain(), slot);
    publisher.accept(block);
    sequencer.awaitState("WAITING");
  }

  @Test
  void aLocalTransactionIsKeptBeforeItsUserHasItsHash() throws Exception {
    SignedTransaction local = payment();
    CompletableFuture<SignedTransaction> answer;
    try (var held = HeldPoint.at("sequencer.local-kept")) {
      answer = CompletableFuture.supplyAsync(() -> sequencer.send(local));
      assertThat(held.isReachedWithin(LONG)).isTrue();

      assertThat(texts("SELECT encode(hash, 'hex') FROM local_transaction"))
          .contains(local.hash().bytes().toHex());
      assertThat(answer).isNotDone();
    }
    assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(local);
  }

  private static SignedTransaction payment() {
    return rollup.pay(TestRollup.bob(), TestRollup.alice().address(), Wei.of(1));
  }

  private static InputOffsets ends(Topic topic) {
    return TestNetwork.shared().topicsOf(TestNetwork.PUBLISHER).ends(EnumSet.of(topic));
  }

  private static List<String> texts(String query) throws SQLException {
    var found = new ArrayList<String>();
    var database = TestNetwork.shared().database(rollup.chain());
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("SET search_path TO sequencer_service");
      var rows = statement.executeQuery(query);
      while (rows.next()) found.add(rows.getString(1));
    }
    return found;
  }
}
