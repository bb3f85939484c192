package network.superblock.xtqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import network.superblock.embedded.Port;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import network.superblock.runtime.simulation.LegQuestion;
import network.superblock.xtqueue.QueueClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** The sequencers' answers are scripted here; their own tests have real nodes behind them. */
@Timeout(120)
class SimulationTest {

  private static TestNetwork network;
  private static ConfigurableApplicationContext context;
  private static QueueClient client;

  private final Wallet wallet = new Wallet(7);
  private final ScriptedSequencer onA = new ScriptedSequencer();
  private final ScriptedSequencer onB = new ScriptedSequencer();

  @BeforeAll
  static void start() {
    network = new TestNetwork();
    context = network.startQueue(TestNetwork.database(SimulationTest.class), Map.of());
    client = new QueueClient(context);
    client.awaitReady();
  }

  @AfterAll
  static void stop() {
    context.close();
    network.close();
  }

  @BeforeEach
  void register() {
    network.sequencers.put(A, onA.endpoint());
    network.sequencers.put(B, onB.endpoint());
  }

  @AfterEach
  void close() {
    onA.close();
    onB.close();
  }

  @Test
  void saysThatItWouldCommitAndKeepsNothing() {
    var hello = message(A, B, 1);
    onA.simulates(_ -> new Succeeded(List.of(new Written(hello))));
    onB.simulates(question -> reading(hello, question));
    var xt = wallet.xt(A, B);

    var answer = simulate(xt);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("wouldCommit").asBoolean()).isTrue();
    assertThat(answer.body().has("reason")).isFalse();
    assertThat(answer.body().get("votes")).hasSize(2);
    assertThat(answer.body().get("xtId").asString()).isEqualTo(xt.id().toString());
    assertThat(client.get("/api/v1/xts/" + xt.id()).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/xts").body().get("items")).isEmpty();
  }

  @Test
  void takesProtobufToo() {
    onA.simulates(_ -> new Succeeded(List.of()));
    onB.simulates(_ -> new Succeeded(List.of()));

    var answer = client.sendProtobuf("/api/v1/xts/simulate", QueueClient.protobuf(wallet.xt(A, B)));

    assertThat(answer.body().get("wouldCommit").asBoolean()).isTrue();
  }

  @Test
  void saysWhoWouldVoteAgainstItAndWhy() {
    onA.simulates(_ -> new Failed(new VoteRefusal(VoteRefusal.Cause.EXECUTION_FAILED, "no funds")));
    onB.simulates(_ -> new Succeeded(List.of()));

    var body = simulate(wallet.xt(A, B)).body();

    assertThat(body.get("wouldCommit").asBoolean()).isFalse();
    assertThat(body.at("/reason/kind").asString()).isEqualTo("VOTED_DOWN");
    assertThat(body.at("/reason/chains/0").asLong()).isEqualTo(A.value());
    assertThat(body.at("/reason/detail").asString()).isEqualTo("no funds");
    assertThat(body.at("/votes/0/commits").asBoolean()).isFalse();
  }

  @Test
  void saysThatAMessageWouldBeMissing() {
    onA.simulates(_ -> new Succeeded(List.of()));
    onB.simulates(question -> reading(message(A, B, 1), question));

    var body = simulate(wallet.xt(A, B)).body();

    assertThat(body.at("/reason/kind").asString()).isEqualTo("VOTED_DOWN");
    assertThat(body.at("/reason/cause").asString()).isEqualTo("MESSAGE_MISSING");
  }

  @Test
  void saysThatTheMailboxesWouldDisagree() {
    onA.simulates(_ -> new Succeeded(List.of(new Written(message(A, B, 1)))));
    onB.simulates(_ -> new Succeeded(List.of()));

    var body = simulate(wallet.xt(A, B)).body();

    assertThat(body.at("/reason/kind").asString()).isEqualTo("MAILBOX_MISMATCH");
  }

  @Test
  void refusesWhatTheQueueWouldRefuse() {
    var answer = simulate(wallet.xt(A, new ChainId(5)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.type()).isEqualTo("unknown-chain");
    assertThat(client.postJson("/api/v1/xts/simulate", "{").type()).isEqualTo("malformed-body");
  }

  @Test
  void saysWhichSequencerIsSilent() {
    onA.simulates(_ -> new Succeeded(List.of()));
    network.sequencers.put(B, URI.create("http://127.0.0.1:" + Port.findFree().number()));
    assertSilent(simulate(wallet.xt(A, B)));
    network.sequencers.remove(B);
    assertSilent(simulate(wallet.xt(A, B)));
  }

  @Test
  void saysThatASequencerDoesNotSimulate() {
    onA.simulates(_ -> new Succeeded(List.of()));
    onB.answers(ScriptedSequencer.error(-32005, "too many simulations are running"));
    var busy = simulate(wallet.xt(A, B));
    assertThat(busy.status()).isEqualTo(502);
    assertThat(busy.type()).isEqualTo("sequencer-declined");
    assertThat(busy.body().get("detail").asString())
        .contains(B.toString(), "too many simulations are running");
    onB.answers("\"result\":{\"outcome\":\"whatever\"}");
    assertThat(simulate(wallet.xt(A, B)).type()).isEqualTo("sequencer-declined");
  }

  @Test
  void givesUpOnMessagesWithoutEnd() {
    onA.simulates(question -> asking(B, A, question.inbox().size()));
    onB.simulates(question -> asking(A, B, question.inbox().size()));

    assertThat(simulate(wallet.xt(A, B)).type()).isEqualTo("simulation-too-deep");
  }

  /** Whatever it is given, it sends one more and asks for one more. */
  private static SimulationResult asking(ChainId peer, ChainId self, int given) {
    var written =
        IntStream.rangeClosed(0, given).mapToObj(number -> message(self, peer, number)).toList();
    return new MissingMessage(message(peer, self, given).header(), written);
  }

  private static SimulationResult reading(MailboxMessage wanted, LegQuestion question) {
    return question.inbox().contains(wanted)
        ? new Succeeded(List.of(new Consumed(wanted)))
        : new MissingMessage(wanted.header(), List.of());
  }

  private static MailboxMessage message(ChainId from, ChainId to, int number) {
    var contract = Address.fromHex("aa".repeat(20));
    var header =
        new MailboxHeader(
            from,
            to,
            contract,
            contract,
            Hash32.ZERO,
            Bytes.of(Integer.toString(number).getBytes(UTF_8)));
    return new MailboxMessage(header, Bytes.of("hello".getBytes(UTF_8)));
  }

  private static void assertSilent(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.type()).isEqualTo("sequencer-silent");
    assertThat(answer.body().get("detail").asString()).contains(B.toString());
  }

  private static Answer simulate(XtRequest xt) {
    return client.postJson("/api/v1/xts/simulate", QueueClient.json(xt, "PT1M"));
  }
}
