package network.superblock.embedded.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import network.superblock.embedded.ForkedJvm;
import network.superblock.embedded.Port;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaKillTest {

  private static final String TOPIC = "sbcp.slot";
  private static final List<byte[]> VALUES =
      IntStream.range(0, 100).mapToObj(i -> ("record " + i).getBytes(UTF_8)).toList();

  @TempDir private Path directory;

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws IOException {
    Port port;
    try (var jvm = ForkedJvm.start(KafkaKillTest.class, directory.toString())) {
      port = Port.fixed(Integer.parseInt(jvm.awaitReady()));
      jvm.kill();
    }

    try (var kafka = EmbeddedKafka.start(KafkaOptions.keptIn(directory).on(port))) {
      assertThat(Records.read(kafka.bootstrapServers(), TOPIC)).containsExactlyElementsOf(VALUES);
    }
  }

  /** What runs in the JVM that is killed. */
  public static void main(String[] arguments) {
    var kafka = EmbeddedKafka.start(KafkaOptions.keptIn(Path.of(arguments[0])));
    kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
    Records.write(kafka.bootstrapServers(), TOPIC, VALUES);
    ForkedJvm.reportReady(Integer.toString(kafka.port().number()));
    ForkedJvm.awaitKill();
  }
}
