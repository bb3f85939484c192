package network.superblock.runtime.kafka;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Topic partitions by the names that they have in {@code InputOffsets}: {@code topic-partition}.
 */
final class Partitions {

  private Partitions() {}

  static String name(String topic, int partition) {
    return topic + "-" + partition;
  }

  static String name(TopicPartition partition) {
    return name(partition.topic(), partition.partition());
  }

  /** Of all partitions of some topics, those where producers put the records of a key. */
  static List<TopicPartition> ofKey(Bytes key, List<TopicPartition> all) {
    Map<String, Long> counts =
        all.stream().collect(groupingBy(TopicPartition::topic, TreeMap::new, counting()));
    return all.stream()
        .filter(each -> each.partition() == ofKey(key, counts.getOrDefault(each.topic(), 1L)))
        .toList();
  }

  private static int ofKey(Bytes key, long partitions) {
    return BuiltInPartitioner.partitionForKey(key.toArray(), Math.toIntExact(partitions));
  }

  static TopicPartitionOffset at(String name, long offset) {
    var dash = name.lastIndexOf('-');
    return new TopicPartitionOffset(
        name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)), offset);
  }
}
