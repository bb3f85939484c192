package network.superblock.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import network.superblock.cli.topic.ReadableRecords;
import network.superblock.embedded.Port;
import network.superblock.embedded.junit.RawTopics;
import network.superblock.embedded.junit.SharedKafka;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.signature.SigningKey;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class TailTest {

  private static final XtId XT = XtId.fromHex("0x" + "ab".repeat(32));
  private static final Sender PUBLISHER = new Sender.Publisher(Role.SLOT_SERVICE, "slot-1");
  private static final Sender SEQUENCER = new Sender.Sequencer(new ChainId(77777));

  private static final ProtocolMessage CLAIM = new LeaderClaim(new Term(3), "slot-1");
  private static final ProtocolMessage DECIDED =
      new Decided(new Slot(7), XT, new Decision.Commit());
  private static final ProtocolMessage VOTE =
      new Vote(
          new InstanceId(new Slot(8), XT),
          new ChainId(77777),
          new Vote.Ballot.Abort(new VoteRefusal(VoteRefusal.Cause.TIMED_OUT, "too late")));

  private static String broker = "";
  private static String topic = "";
  private static RawTopics raw;

  @BeforeAll
  static void writeWhatIsRead() {
    var topics = SharedKafka.topicsOf(TailTest.class);
    broker = topics.bootstrapServers();
    topic = topics.create("records", 1);
    raw = new RawTopics(broker);
    raw.write(record(Topic.SLOT, PUBLISHER, CLAIM));
    raw.write(record(Topic.SLOT, PUBLISHER, DECIDED));
    raw.write(record(Topic.VOTE, SEQUENCER, VOTE));
    var whole = record(Topic.VOTE, SEQUENCER, VOTE);
    var cut = Arrays.copyOf(whole.value(), whole.value().length / 2);
    raw.write(new ProducerRecord<>(topic, null, whole.key(), cut));
  }

  @AfterAll
  static void close() {
    raw.close();
  }

  @Test
  void showsALineForEachRecordAndWhatCannotBeRead() {
    var said = tail();
    assertThat(said.code()).isZero();
    assertThat(said.lines()).hasSize(4);
    assertThat(said.lines().get(0)).contains("0:0  slot-service/slot-1  slot-1 leads, term 3");
    assertThat(said.lines().get(1)).contains("slot 7   xT 0xabababab commits");
    assertThat(said.lines().get(2))
        .contains("sequencer/77777  slot 8   xT 0xabababab 77777 votes against");
    assertThat(said.lines().get(3)).contains("nobody  unreadable record of").contains("bytes:");
  }

  @Test
  void showsWhatWasAskedForAlone() {
    assertThat(tail("--type", "decided").lines()).singleElement().asString().contains("commits");
    assertThat(tail("--slot", "8").lines()).singleElement().asString().contains("votes");
    assertThat(tail("--chain", "77777", "--type", "vote").lines()).hasSize(1);
    assertThat(tail("--key", "77777").lines()).hasSize(2);
    assertThat(tail("--from", "1", "--limit", "1").lines())
        .singleElement()
        .asString()
        .contains("commits");
    assertThat(tail("--from", "end").lines()).isEmpty();
    assertThat(tail("--from", "2020-01-01T00:00:00Z").lines()).hasSize(4);
    assertThat(tail("--from", "2999-01-01T00:00:00Z").lines()).isEmpty();
  }

  @Test
  void showsJsonForTools() {
    var vote = JsonMapper.shared().readTree(tail("--json", "--type", "vote").lines().getFirst());
    assertThat(vote.at("/message/instance/slot").asInt()).isEqualTo(8);
    assertThat(vote.at("/message/from").asInt()).isEqualTo(77777);
    assertThat(vote.at("/message/ballot/kind").asString()).isEqualTo("Abort");
    assertThat(vote.at("/sbcp-sender").asString()).isEqualTo("sequencer/77777");
    var cut = JsonMapper.shared().readTree(tail("--json").lines().getLast());
    assertThat(cut.get("unreadable").asString()).isNotEmpty();
  }

  @Test
  void followsWhatIsWritten() {
    var followed = SharedKafka.topicsOf(TailTest.class).create("followed", 1);
    var out = new StringWriter();
    var line = SuperblockCli.commandLine().setOut(new PrintWriter(out, true));
    var thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> line.execute("tail", followed, "--kafka", broker, "-f", "--limit", "2"));
    for (var i = 0; i < 2; i++)
      raw.write(new ProducerRecord<>(followed, record(Topic.SLOT, PUBLISHER, CLAIM).value()));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive());
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void saysWhatIsWrong() {
    var unknown = Terminal.run("tail", "nowhere", "--kafka", broker);
    assertThat(unknown.code()).isEqualTo(Exit.NO);
    assertThat(unknown.err()).contains("there is no topic 'nowhere'").contains(topic);
    var time = Terminal.run("tail", topic, "--kafka", broker, "--from", "yesterday");
    assertThat(time.code()).isEqualTo(Exit.USAGE);
    assertThat(time.err()).contains("--from yesterday: write 'beginning'");
    var type = Terminal.run("tail", topic, "--kafka", broker, "--type", "letter");
    assertThat(type.code()).isEqualTo(Exit.USAGE);
    assertThat(type.err()).contains("there are xt_request, vote");
  }

  @Test
  void saysThatNoBrokerAnswers() {
    var said = Terminal.run("tail", "slot", "--kafka", "127.0.0.1:" + Port.findFree().number());
    assertThat(said.code()).isEqualTo(Exit.UNREACHABLE);
    assertThat(said.err()).contains("no Kafka broker answers at 127.0.0.1");
  }

  @Test
  void formatsForKafkasConsoleConsumer() {
    var records = raw.read(topic);
    var formatter = new ReadableRecords();
    var out = new ByteArrayOutputStream();
    try (formatter;
        var print = new PrintStream(out, true, UTF_8)) {
      formatter.configure(Map.of());
      records.forEach(record -> formatter.writeTo(record, print));
      formatter.configure(Map.of("json", "true"));
      formatter.writeTo(records.getFirst(), print);
    }
    assertThat(out.toString(UTF_8).lines()).hasSize(5);
    assertThat(out.toString(UTF_8)).contains("leads, term 3").contains("\"term\":3");
  }

  private static Terminal.Said tail(String... options) {
    var words = new String[options.length + 4];
    System.arraycopy(new String[] {"tail", topic, "--kafka", broker}, 0, words, 0, 4);
    System.arraycopy(options, 0, words, 4, options.length);
    return Terminal.run(words);
  }

  private static ProducerRecord<byte[], byte[]> record(
      Topic as, Sender sender, ProtocolMessage message) {
    var signer =
        new EnvelopeSigner(new NetworkId("test"), sender, SigningKey.generate(new SecureRandom()));
    var signed =
        as == Topic.SLOT ? signer.sign(as, new Term(3), message) : signer.sign(as, message);
    var key = signed.key().isEmpty() ? null : signed.key().toArray();
    var record = new ProducerRecord<>(topic, null, key, signed.value().toArray());
    signed.headers().forEach(h -> record.headers().add(h.key(), h.value().toArray()));
    return record;
  }
}
