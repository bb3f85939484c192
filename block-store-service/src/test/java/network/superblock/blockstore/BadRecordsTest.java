package network.superblock.blockstore;

import static network.superblock.blockstore.TestStore.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import network.superblock.embedded.junit.RawTopics;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands in the topics that no reader may believe: it is put aside and changes nothing. */
@Timeout(180)
class BadRecordsTest {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final List<Topic> READ = List.of(Topic.BLOCK, Topic.SLOT, Topic.SUPERBLOCK);

  private final TestStore store = TestStore.shared();

  @Test
  void arePutAsideWithTheReasonAndChangeNothing() {
    acceptsABlock("before");
    try (var raw = new RawTopics(store.servers())) {
      var letters = new TreeMap<Topic, Integer>();
      for (var topic : READ)
        letters.put(
            topic, raw.read(topic.deadLetterTopicName()).size() + raw.spoil(topic.topicName()));
      assertThatThrownBy(() -> raw.write(oversize(Topic.SUPERBLOCK)))
          .hasMessageContaining("RecordTooLarge");

      acceptsABlock("after");
      letters.forEach((topic, count) ->
          await()
              .atMost(LONG)
              .untilAsserted(() ->
                  assertThat(raw.read(topic.deadLetterTopicName()))
                      .hasSizeGreaterThanOrEqualTo(count)
                      .allMatch(letter -> letter.headers().lastHeader("sbcp-refusal") != null)));
    }
    for (var topic : READ) assertThat(refusedOn(topic)).isPositive();
  }

  private void acceptsABlock(String local) {
    var publisher = store.publisher;
    publisher.begin(publisher.slot().next());
    publisher.seal();
    var block = store.block(A, local);
    store.submit(block);
    assertThat(store.verdicts.on(block)).isInstanceOf(Accepted.class);
    publisher.end();
  }

  private double refusedOn(Topic topic) {
    return store
        .bean(MeterRegistry.class)
        .find("superblock.dead.letters")
        .tag("topic", topic.topicName())
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static ProducerRecord<byte[], byte[]> oversize(Topic topic) {
    return new ProducerRecord<>(topic.topicName(), new byte[topic.maxMessageBytes() + 1]);
  }
}
