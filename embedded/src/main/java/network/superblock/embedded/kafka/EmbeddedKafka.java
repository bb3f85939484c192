package network.superblock.embedded.kafka;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker in this JVM, its own KRaft controller, reachable on loopback alone. Topics
 * are never created by use. Records of up to 9 MiB pass where the topic allows them.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private final Port port;
  private final KafkaRaftServer server;
  private final ProcessExit exit;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedKafka(Port port, KafkaRaftServer server, ProcessExit exit, Runnable release) {
    this.port = port;
    this.server = server;
    this.exit = exit;
    this.release = release;
  }

  /**
   * Starts a broker and returns when it serves clients: about three seconds for the first of a JVM,
   * half a second afterwards, some four after a hard kill.
   *
   * @throws StartFailedException when the port or the directory is in use, or the broker refuses
   */
  public static EmbeddedKafka start(KafkaOptions options) {
    var directory = options.data().open("kafka");
    Runnable release = () -> options.data().release(directory);
    try {
      return options
          .port()
          .startOn(broker ->
              Port.FREE.startOn(
                  controller -> start(directory, broker, controller, options.users(), release)));
    } catch (RuntimeException e) {
      release.run();
      throw e;
    }
  }

  private static EmbeddedKafka start(
      Path directory, Port broker, Port controller, Map<String, String> users, Runnable release) {
    var log = new LogDirectory(directory);
    var settings = ServerSettings.of(log.path(), broker, controller, users);
    log.prepare(settings, users);
    var exit = ProcessExit.watch();
    try {
      var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      startUp(server);
      return new EmbeddedKafka(broker, server, exit, release);
    } catch (RuntimeException e) {
      exit.close();
      throw new StartFailedException("Kafka did not start in " + directory, e);
    }
  }

  private static void startUp(KafkaRaftServer server) {
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  /** What clients connect to: host and port. */
  public String bootstrapServers() {
    return ServerSettings.address(port);
  }

  public Port port() {
    return port;
  }

  /** Creates those topics that do not exist; see {@link Topics#create}. */
  public void createTopics(Collection<NewTopic> topics) {
    Topics.create(bootstrapServers(), topics);
  }

  /**
   * Completes with the reason when Kafka meets a fault that it cannot survive, such as a full disk,
   * and never otherwise. The broker is of no use then; the JVM goes on.
   */
  public CompletionStage<String> failed() {
    return exit.asked();
  }

  /** Stops the broker; kept data stays. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    exit.close();
    server.shutdown();
    server.awaitShutdown();
    release.run();
  }
}
