package network.superblock.cli.topic;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.superblock.cli.UnreachableException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** What a Kafka cluster says of itself. */
public record Broker(String bootstrapServers) {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /**
   * Its topics by name.
   *
   * @throws UnreachableException if no broker answers
   */
  public SortedMap<String, TopicDescription> topics() {
    var settings =
        Map.<String, Object>of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    try (var admin = Admin.create(settings)) {
      var names = admin.listTopics().names().get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
      var found = admin.describeTopics(names).allTopicNames();
      return new TreeMap<>(found.get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (KafkaException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private UnreachableException unreachable(Throwable cause) {
    return new UnreachableException(
        "no Kafka broker answers at %s (%s): is the network up? --kafka names another one"
            .formatted(bootstrapServers, cause.getMessage()));
  }
}
