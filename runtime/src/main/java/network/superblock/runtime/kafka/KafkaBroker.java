package network.superblock.runtime.kafka;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.superblock.runtime.lifecycle.Dependency;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The brokers, with the network's topics in them. */
final class KafkaBroker implements Dependency, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaBroker.class);
  private static final int PROBE_SECONDS = 3;

  private final ClientSettings settings;
  private final TopicProperties topics;
  private @Nullable Admin admin;
  private boolean closed;

  KafkaBroker(ClientSettings settings, TopicProperties topics) {
    this.settings = settings;
    this.topics = topics;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void open() throws Exception {
    var present = admin().listTopics().names().get();
    var missing =
        Arrays.stream(Topic.values())
            .flatMap(this::definitions)
            .filter(topic -> !present.contains(topic.name()))
            .toList();
    if (missing.isEmpty()) return;
    if (!topics.create())
      throw new IllegalStateException(
          "topics are missing, or its Kafka user may not see them: "
              + missing.stream().map(NewTopic::name).toList()
              + "; create them as helm/superblock/files/topics.yaml says, and let the user describe"
              + " them");
    create(missing);
  }

  @Override
  public void probe() throws Exception {
    admin().describeCluster().clusterId().get(PROBE_SECONDS, TimeUnit.SECONDS);
  }

  /** The partitions that each topic has in Kafka. Blocks. */
  List<TopicPartition> partitionsOf(Collection<Topic> wanted) throws Exception {
    var names = wanted.stream().map(Topic::topicName).toList();
    var partitions = new ArrayList<TopicPartition>();
    admin()
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach((name, topic) -> {
          for (var partition : topic.partitions())
            partitions.add(new TopicPartition(name, partition.partition()));
        });
    return partitions;
  }

  /** The offset of each partition at {@code spec}, by {@code topic-partition}. Blocks. */
  SortedMap<String, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws Exception {
    var query = partitions.stream().collect(toMap(partition -> partition, _ -> spec));
    var offsets = new TreeMap<String, Long>();
    var found = admin().listOffsets(query).all().get();
    found.forEach((partition, at) -> offsets.put(Partitions.name(partition), at.offset()));
    return offsets;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (admin != null) admin.close(Duration.ZERO);
  }

  private void create(List<NewTopic> missing) throws Exception {
    for (var created : admin().createTopics(missing).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        // Another service was faster.
        if (!(e.getCause() instanceof TopicExistsException)) throw e;
      }
    }
    log.info("created {} topics", missing.size());
  }

  private Stream<NewTopic> definitions(Topic topic) {
    var log =
        definition(topic.topicName(), topics.partitionsOf(topic))
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG, millis(topics.retention()),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes(topic.maxMessageBytes()),
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInsyncReplicas(),
                    TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"));
    // Every reader of a topic reports the same record under the same key.
    var deadLetters =
        definition(topic.deadLetterTopicName(), 1)
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete",
                    TopicConfig.RETENTION_MS_CONFIG, millis(topics.deadLetterRetention()),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        bytes(topic.maxMessageBytes() + DeadLetters.OVERHEAD),
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInsyncReplicas()));
    return Stream.of(log, deadLetters);
  }

  private NewTopic definition(String name, int partitions) {
    return new NewTopic(name, partitions, topics.replicationFactor());
  }

  private String minInsyncReplicas() {
    return Integer.toString(topics.minInsyncReplicas());
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String bytes(int size) {
    return Integer.toString(size);
  }

  /** Made when it is needed: a broker's name that cannot be resolved makes it fail. */
  private synchronized Admin admin() {
    if (closed) throw new IllegalStateException("closed");
    if (admin == null) admin = Admin.create(settings.admin());
    return admin;
  }
}
