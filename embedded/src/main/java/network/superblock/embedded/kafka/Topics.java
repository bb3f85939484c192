package network.superblock.embedded.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics on any Kafka, embedded or not. */
public final class Topics {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Topics() {}

  /**
   * Creates those topics that do not exist. An existing one keeps its settings and its records.
   *
   * @throws IllegalStateException when a topic exists with another number of partitions: its keys
   *     would go elsewhere than expected
   * @throws KafkaException when the broker cannot be reached within 30 s or refuses a topic
   */
  public static void create(String bootstrapServers, Collection<NewTopic> topics) {
    var settings =
        Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (var admin = Admin.create(settings)) {
      var creations =
          topics.stream()
              .map(topic -> new Creation(topic, admin.createTopics(List.of(topic)).all()))
              .toList();
      for (var creation : creations) {
        if (!isNew(creation.done())) requireSamePartitions(admin, creation.topic());
      }
    }
  }

  private record Creation(NewTopic topic, KafkaFuture<Void> done) {}

  private static boolean isNew(KafkaFuture<Void> creation) {
    try {
      await(creation);
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  private static void requireSamePartitions(Admin admin, NewTopic topic) {
    if (topic.numPartitions() < 0) return;
    var description = await(admin.describeTopics(List.of(topic.name())).allTopicNames());
    var existing = description.values().iterator().next().partitions().size();
    if (existing != topic.numPartitions()) {
      throw new IllegalStateException(
          "topic %s has %d partitions, not %d"
              .formatted(topic.name(), existing, topic.numPartitions()));
    }
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException refusal) throw refusal;
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka did not answer within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for Kafka", e);
    }
  }
}
