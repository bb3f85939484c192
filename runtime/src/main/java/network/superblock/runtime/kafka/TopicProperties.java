package network.superblock.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import network.superblock.wire.Topic;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics as they are created where they are missing. Where the brokers are, and how to log in,
 * is Spring Boot's own {@code spring.kafka.*}.
 *
 * @param create whether missing topics are created; false where the operator does it
 * @param replicationFactor 1 is for trials only
 * @param minInsyncReplicas how many replicas have a record before it is acknowledged
 * @param partitions by topic name, where it is not the default; a total order keeps its one
 * @param retention must reach beyond L1 finality: the slot topic is the publisher's log
 * @param deadLetterRetention how long the operator has to look into dead letters
 */
@ConfigurationProperties("superblock.kafka")
public record TopicProperties(
    @DefaultValue("true") boolean create,
    @DefaultValue("1") short replicationFactor,
    @DefaultValue("1") int minInsyncReplicas,
    @DefaultValue Map<String, Integer> partitions,
    @DefaultValue("7d") Duration retention,
    @DefaultValue("30d") Duration deadLetterRetention) {

  public TopicProperties {
    if (replicationFactor < 1) throw new IllegalArgumentException("replication factor below 1");
    if (minInsyncReplicas < 1 || minInsyncReplicas > replicationFactor)
      throw new IllegalArgumentException(
          "min in-sync replicas must lie between 1 and the replication factor");
    partitions = Map.copyOf(partitions);
    partitions.forEach(TopicProperties::check);
  }

  int partitionsOf(Topic topic) {
    return partitions.getOrDefault(topic.topicName(), topic.defaultPartitions());
  }

  private static void check(String name, int count) {
    var topic =
        Topic.named(name)
            .orElseThrow(() -> new IllegalArgumentException("no topic is named " + name));
    if (count < 1) throw new IllegalArgumentException(name + " needs a partition");
    if (topic.isTotalOrder() && count != 1)
      throw new IllegalArgumentException(name + " is one total order: it has one partition");
  }
}
