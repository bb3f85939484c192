package network.superblock.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.superblock.runtime.kafka.TestNetwork.A;
import static network.superblock.runtime.kafka.TestNetwork.B;
import static network.superblock.runtime.kafka.TestNetwork.outgoing;
import static network.superblock.runtime.kafka.TestNetwork.xt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nobody may write and what no reader takes. */
@Timeout(60)
class RefusedRecordsTest extends TopicReading {

  @Test
  void putsAsideWhatIsForgedOrUnreadableAndGoesOn() throws Exception {
    var writer = closing(queue.writer("test"));
    writer.append(outgoing(1)).get();
    var stranger =
        network.clients(
            new Sender.Publisher(Role.XT_QUEUE_SERVICE, "a"), TestNetwork.newKey(), Map.of());
    closing(stranger.writer("forged")).append(outgoing(2)).get();
    try (var raw =
        new KafkaProducer<byte[], byte[]>(
            network.settings(QUEUE, Map.of()).producer("raw", Duration.ofSeconds(5), 1))) {
      raw.send(new ProducerRecord<>(Topic.XT.topicName(), 0, null, "garbage".getBytes(UTF_8)))
          .get();
      raw.send(new ProducerRecord<>(Topic.XT.topicName(), 0, null, null)).get();
    }
    writer.append(outgoing(3)).get();

    var collecting = new Collecting();
    var reader = read(Set.of(Topic.XT), here, collecting);
    reader.caughtUp().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertThat(collecting.all)
        .extracting(Received::message)
        .containsExactlyInAnyOrder(xt(1), xt(3));
    assertThat(network.keys.refreshed).hasValue(1);
    await().until(() -> network.dump("sbcp.xt.dlt").size() == 3);
    assertThat(network.dump("sbcp.xt.dlt"))
        .extracting(
            letter -> new String(letter.headers().lastHeader("sbcp-refusal").value(), UTF_8))
        .anyMatch(reason -> reason.startsWith("UNKNOWN_KEY"))
        .anyMatch(reason -> reason.startsWith("BAD_HEADER"))
        .anyMatch(reason -> reason.startsWith("MALFORMED"));
    assertThat(network.meters.find("superblock.dead.letters").counters())
        .hasSize(3)
        .allMatch(counter -> counter.count() == 1);
  }

  @Test
  void aSequencerCannotVoteForAnotherChain() throws Exception {
    var writer = closing(network.join(new Sender.Sequencer(A)).writer("test"));
    var ballot = new Vote.Ballot.Abort(new VoteRefusal(VoteRefusal.Cause.TIMED_OUT, ""));
    var vote = new Vote(new InstanceId(new Slot(1), xt(1).id()), B, ballot);
    assertThatThrownBy(() -> writer.append(Outgoing.of(Topic.VOTE, vote)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(network.dump("sbcp.vote")).isEmpty();
  }

  @Test
  void refusesToReadOfAChainWhatIsKeyedByXt() {
    assertThatThrownBy(() -> slots.readOf(A, "test", Set.of(Topic.XT), here, new Collecting()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTheSlotTopicWithoutItsFilter() {
    assertThatThrownBy(
            () -> slots.read("test", Set.of(Topic.SLOT), ReadFrom.beginning(), new Collecting()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
