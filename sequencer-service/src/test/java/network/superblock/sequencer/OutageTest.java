package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import network.superblock.embedded.Port;
import network.superblock.embedded.junit.CutLine;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the sequencer depends on is away, at its start and later; nothing is lost. */
@Timeout(240)
class OutageTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void waitsAtItsStartAndLivesThroughEachOutage() {
    var port = Port.findFree();
    var network = new TestNetwork("127.0.0.1:" + port.number());
    try (var rollup = TestRollup.start(72_001);
        var postgres = new CutLine(network.database(rollup.chain()).port().number());
        network) {
      var settings = new HashMap<>(TestNetwork.UNHURRIED);
      settings.put(
          "superblock.postgres.url",
          TestNetwork.urlOf(network.database(rollup.chain()), postgres.port()));
      rollup.process().stop();
      var sequencer = network.sequencer(rollup, settings);
      saysThatItWaitsFor(sequencer, "kafka", "postgres", "l2");

      rollup.process().start();
      postgres.mend();
      var kafka = KafkaOptions.keptIn(directory).on(port);
      var broker = EmbeddedKafka.start(kafka);
      try {
        sequencer.awaitReady();
        withoutItsNode(sequencer, network.publisher(), rollup);
        withoutPostgres(sequencer, network.publisher(), rollup, postgres);
        broker.close();
        saysThatItWaitsFor(sequencer, "kafka");
        broker = EmbeddedKafka.start(kafka);
        sequencer.awaitReady();
        goesOn(sequencer, network.publisher(), rollup);
      } finally {
        broker.close();
      }
    }
  }

  /** It votes against what it cannot execute, and takes up again what it can do later. */
  private static void withoutItsNode(
      RunningSequencer sequencer, ScriptedPublisher publisher, TestRollup rollup) {
    long slot = sequencer.open(publisher, rollup);
    var xt = new PingPongXts(rollup);
    XtRequest impossible = PingPongXts.with(payment(rollup, 1), rollup);
    rollup.process().stop();
    saysThatItWaitsFor(sequencer, "l2");
    publisher.start(slot, impossible);
    assertThat(publisher.voteOf(rollup.chain(), slot, impossible))
        .isInstanceOfSatisfying(
            Ballot.Abort.class,
            against ->
                assertThat(against.refusal().cause())
                    .isEqualTo(VoteRefusal.Cause.NODE_UNAVAILABLE));
    publisher.decide(slot, impossible, Decision.abort(new Decision.AbortReason.CutOff()));
    assertThat(sequencer.call("eth_blockNumber").at("/error/message").asString())
        .isEqualTo("the execution node does not answer");

    rollup.process().start();
    sequencer.awaitReady();
    rollup.forgetNonces();
    XtRequest possible = xt.next();
    publisher.start(slot, possible);
    publisher.deliver(slot, possible, xt.pongTo(possible));
    assertThat(publisher.voteOf(rollup.chain(), slot, possible)).isInstanceOf(Ballot.Commit.class);
    publisher.decide(slot, possible, Decision.commit());
    publisher.seal(slot, List.of(possible.id()));
    accept(sequencer, publisher, rollup, slot);
  }

  /** No vote leaves before it is durable, and no user hears of a transaction that is not. */
  private static void withoutPostgres(
      RunningSequencer sequencer,
      ScriptedPublisher publisher,
      TestRollup rollup,
      CutLine postgres) {
    long slot = sequencer.open(publisher, rollup);
    rollup.forgetNonces();
    postgres.cut();
    saysThatItWaitsFor(sequencer, "postgres");
    SignedTransaction local = payment(rollup, 2);
    assertThat(
            sequencer
                .call("eth_sendRawTransaction", local.raw().toString())
                .at("/error/code")
                .asInt())
        .isEqualTo(-32603);
    var pings = new PingPongXts(rollup);
    XtRequest xt = pings.next();
    publisher.start(slot, xt);
    publisher.deliver(slot, xt, pings.pongTo(xt));
    await()
        .during(Duration.ofMillis(500))
        .atMost(LONG)
        .until(() -> publisher.votesOf(rollup.chain(), slot).isEmpty());

    postgres.mend();
    sequencer.awaitReady();
    assertThat(publisher.voteOf(rollup.chain(), slot, xt)).isInstanceOf(Ballot.Commit.class);
    publisher.decide(slot, xt, Decision.commit());
    sequencer.send(local);
    sequencer.awaitLocals(1);
    publisher.seal(slot, List.of(xt.id()));
    accept(sequencer, publisher, rollup, slot);
  }

  private static void goesOn(
      RunningSequencer sequencer, ScriptedPublisher publisher, TestRollup rollup) {
    long slot = sequencer.open(publisher, rollup);
    publisher.seal(slot, List.of());
    accept(sequencer, publisher, rollup, slot);
  }

  private static void accept(
      RunningSequencer sequencer, ScriptedPublisher publisher, TestRollup rollup, long slot) {
    L2Block block = publisher.blockOf(rollup.chain(), slot);
    publisher.accept(block);
    sequencer.awaitState("WAITING");
    assertThat(rollup.node().head().hash()).isEqualTo(block.hash());
  }

  private static void saysThatItWaitsFor(RunningSequencer sequencer, String... missing) {
    for (String one : missing) {
      await()
          .atMost(LONG)
          .until(
              () -> sequencer.readiness().at("/components/" + one + "/status").asString(""),
              "DOWN"::equals);
      assertThat(sequencer.readiness().at("/components/" + one + "/details/reason").asString())
          .isNotBlank();
    }
    assertThat(sequencer.readiness().path("status").asString()).isNotEqualTo("UP");
    assertThat(sequencer.get("/actuator/health/liveness").path("status").asString())
        .isEqualTo("UP");
  }

  private static SignedTransaction payment(TestRollup rollup, long amount) {
    return rollup.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(amount));
  }
}
