package network.superblock.embedded.junit;

import java.util.List;
import network.superblock.embedded.kafka.Topics;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A test class' own part of the shared Kafka.
 *
 * @param bootstrapServers what clients connect to
 * @param prefix what the names of its topics and consumer groups begin with
 */
public record TestTopics(String bootstrapServers, String prefix) {

  /** This class' name for a topic or a consumer group. */
  public String name(String name) {
    return prefix + name;
  }

  /** Creates this class' topic of that name and returns its full name. */
  public String create(String name, int partitions) {
    Topics.create(bootstrapServers, List.of(new NewTopic(name(name), partitions, (short) 1)));
    return name(name);
  }
}
