package network.superblock.bench.decision;

import java.util.ArrayList;
import java.util.List;
import network.superblock.bench.kafka.Clients;
import network.superblock.bench.kafka.Listening;
import network.superblock.wire.Topic;

/**
 * Readers of the slot topic, each a consumer of its own that gets every record. They do not check
 * the signatures: readers elsewhere do so with processors of their own.
 */
final class Audience implements AutoCloseable {

  private final List<Listening> readers = new ArrayList<>();

  private Audience() {}

  static Audience of(int size, String kafka) {
    var audience = new Audience();
    for (var i = 0; i < size; i++) {
      var name = "audience-" + i;
      var consumer = Clients.consumerFromEnd(kafka, name, List.of(Topic.SLOT.topicName()));
      audience.readers.add(Listening.start(consumer, name, _ -> {}));
    }
    return audience;
  }

  @Override
  public void close() {
    readers.forEach(Listening::close);
  }
}
