package network.superblock.gateway.kafka;

import java.time.Duration;
import java.util.Set;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.wire.Topic;

/** Waits until a reader has read, and its receiver taken, what stands on the topics now. */
record TopicEnd(TopicClients clients, Set<Topic> topics, TopicReader reader) {

  private static final Duration LOOK = Duration.ofMillis(10);

  /**
   * Returns when all that stood there at the call was taken.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if Kafka does not answer
   */
  void reach() throws InterruptedException {
    var ends = clients.ends(topics);
    while (!isReached(ends)) Thread.sleep(LOOK);
  }

  private boolean isReached(InputOffsets ends) {
    var next = reader.next().next();
    return ends.next().entrySet().stream()
        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
