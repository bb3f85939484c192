package network.superblock.runtime.kafka;

import static network.superblock.runtime.kafka.TestNetwork.NETWORK;
import static network.superblock.runtime.kafka.TestNetwork.outgoing;
import static network.superblock.runtime.kafka.TestNetwork.xt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import network.superblock.runtime.settings.SettingsAutoConfiguration;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.signature.Signer;
import network.superblock.wire.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A service that goes on writing while its signing key is exchanged. */
@Timeout(120)
class KeyRotationTest {

  private static final Sender QUEUE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "rotating");
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void theNewKeyIsUsedWithoutARestart() throws Exception {
    try (var network = new TestNetwork()) {
      var old = TestNetwork.newKey();
      var next = TestNetwork.newKey();
      network.keys.register(QUEUE, old, 0, Long.MAX_VALUE);
      network.keys.register(QUEUE, next, 0, Long.MAX_VALUE);
      var file = directory.resolve("key");
      write(file, old);
      var here = network.here(Topic.XT);
      var received = new Collecting();
      var reader = network.join(new Sender.Publisher(Role.SLOT_SERVICE, "reads-rotated"));
      network.closing(reader.read("xt", Set.of(Topic.XT), here, received));

      running(
          file,
          signer -> {
            var clients = clients(network, signer);
            var writer = network.closing(clients.writer("test"));
            writer.append(outgoing(1)).get();
            received.awaitSize(1);

            Files.writeString(file, "nonsense");
            writer.append(outgoing(2)).get();
            received.awaitSize(2);

            write(file, next);
            await().atMost(SOON).until(() -> signer.address().equals(next.address()));
            writer.append(outgoing(3)).get();
            assertThat(received.awaitSize(3))
                .extracting(Received::message)
                .containsExactly(xt(1), xt(2), xt(3));
          });
    }
  }

  private interface Use {
    void of(Signer signer) throws Exception;
  }

  private static TopicClients clients(TestNetwork network, Signer signer) {
    var settings = network.settings(QUEUE, Map.of());
    var identity =
        new TopicClients.Identity(
            NETWORK, new EnvelopeSigner(NETWORK, QUEUE, signer), network.keys);
    var observers =
        new TopicClients.Observers(network.meters, network.clock, (_, _) -> {}, XtTracer.off());
    var broker = network.closing(new KafkaBroker(settings, TestNetwork.properties(Map.of())));
    return network.closing(new TopicClients(identity, settings, broker, observers));
  }

  /** As a service has its key: by its settings. */
  private static void running(Path file, Use use) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(SettingsAutoConfiguration.class))
        .withPropertyValues(
            "superblock.network.id=test",
            "superblock.network.genesis=2026-01-01T00:00:00Z",
            "superblock.network.genesis-hash=0x" + "11".repeat(32),
            "superblock.identity.sender=" + QUEUE.id(),
            "superblock.identity.key-file=" + file,
            "superblock.identity.reload=50ms")
        .run(context -> use.of(context.getBean(Signer.class)));
  }

  private static void write(Path file, SigningKey key) throws Exception {
    var next = file.resolveSibling("next");
    Files.writeString(next, key.exportHex());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
