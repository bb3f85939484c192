package network.superblock.cli.topic;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where reading begins. */
public sealed interface Beginning {

  record First() implements Beginning {}

  record End() implements Beginning {}

  /** In every partition. */
  record Offset(long offset) implements Beginning {}

  record Time(Instant time) implements Beginning {}

  /**
   * Reads {@code beginning}, {@code end}, an offset, or an instant in ISO 8601.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static Beginning parse(String text) {
    if (text.equals("beginning")) return new First();
    if (text.equals("end")) return new End();
    if (text.matches("\\d{1,18}")) return new Offset(Long.parseLong(text));
    try {
      return new Time(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "write 'beginning', 'end', an offset, or a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  /** Moves a consumer of these partitions there. */
  default void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    switch (this) {
      case First _ -> consumer.seekToBeginning(partitions);
      case End _ -> consumer.seekToEnd(partitions);
      case Offset(var offset) -> partitions.forEach(each -> consumer.seek(each, offset));
      case Time(var time) -> {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(each -> times.put(each, time.toEpochMilli()));
        var found = consumer.offsetsForTimes(times);
        consumer
            .endOffsets(partitions)
            .forEach((partition, end) -> {
              var first = found.get(partition);
              consumer.seek(partition, first == null ? end : first.offset());
            });
      }
    }
  }
}
