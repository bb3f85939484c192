package network.superblock.embedded.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import network.superblock.embedded.StartFailedException;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final String TOPIC = "sbcp.slot";

  @TempDir private Path directory;

  @Test
  void restartOnTheSamePortLosesNothing() {
    var options = KafkaOptions.keptIn(directory);
    try (var kafka = EmbeddedKafka.start(options)) {
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      Records.write(kafka.bootstrapServers(), TOPIC, numbered(0, 100));
      options = options.on(kafka.port());
    }

    try (var kafka = EmbeddedKafka.start(options)) {
      Records.write(kafka.bootstrapServers(), TOPIC, numbered(100, 110));

      assertThat(Records.read(kafka.bootstrapServers(), TOPIC))
          .containsExactlyElementsOf(numbered(0, 110));
    }
  }

  @Test
  void carriesRecordsOfNineMebibytesAndCreatesTopicsOnce() {
    try (var kafka = EmbeddedKafka.start(KafkaOptions.temporary())) {
      var limit = 9 * 1024 * 1024;
      var topic =
          new NewTopic("sbcp.block", 1, (short) 1)
              .configs(Map.of("max.message.bytes", Integer.toString(limit)));
      kafka.createTopics(List.of(topic));
      kafka.createTopics(List.of(topic, new NewTopic("sbcp.vote", 4, (short) 1)));
      var value = new byte[limit - 1024];
      Arrays.fill(value, (byte) 7);

      Records.write(kafka.bootstrapServers(), "sbcp.block", List.of(value));

      assertThat(Records.read(kafka.bootstrapServers(), "sbcp.block")).containsExactly(value);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> kafka.createTopics(List.of(new NewTopic("sbcp.vote", 2, (short) 1))))
          .withMessage("topic sbcp.vote has 4 partitions, not 2");
    }
  }

  @Test
  void refusesATakenPortAndATakenDirectory() {
    var options = KafkaOptions.keptIn(directory);
    try (var kafka = EmbeddedKafka.start(options)) {
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> EmbeddedKafka.start(KafkaOptions.temporary().on(kafka.port())))
          .withMessageContaining("port " + kafka.port().number() + " is in use");
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> EmbeddedKafka.start(options))
          .withMessageContaining("another Kafka broker is using " + directory);
    }
  }

  private static List<byte[]> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> ("record " + i).getBytes(UTF_8)).toList();
  }
}
