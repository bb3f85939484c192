package network.superblock.runtime.kafka;

import static network.superblock.runtime.kafka.TestNetwork.outgoing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import network.superblock.embedded.Port;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class LogWriterTest {

  private static final Sender QUEUE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "a");

  @TempDir Path directory;

  @Test
  void leavesAPrefixWhenTheBrokerGoesAwayAndComesBack() throws Exception {
    var options = KafkaOptions.keptIn(directory).on(Port.findFree());
    var key = TestNetwork.newKey();
    try (var before = new TestNetwork(options)) {
      before.keys.register(QUEUE, key, 0, Long.MAX_VALUE);
      var writer = before.closing(log(before, key));
      writer.append(List.of(outgoing(1), outgoing(2))).get();
      before.stopBroker();
      var failed = writer.append(IntStream.range(3, 50).mapToObj(TestNetwork::outgoing).toList());
      assertThatThrownBy(() -> failed.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(AppendFailedException.class);
      try (var after = new TestNetwork(options)) {
        after.keys.register(QUEUE, key, 0, Long.MAX_VALUE);
        assertThatThrownBy(() -> writer.append(outgoing(99)).get())
            .hasCauseInstanceOf(AppendFailedException.class);
        after.closing(log(after, key)).append(outgoing(100)).get();
        // It had two records' acknowledgements, and nothing may stand behind a gap.
        assertThat(after.dump("sbcp.xt")).hasSize(3);
      }
    }
  }

  private static TopicWriter log(TestNetwork network, SigningKey key) {
    return network.clients(QUEUE, key, Map.of()).logWriter("log", Duration.ofSeconds(1));
  }
}
