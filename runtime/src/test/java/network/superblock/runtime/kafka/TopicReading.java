package network.superblock.runtime.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A queue that writes, a slot service that reads, and a place in the topic of each test's own. */
abstract class TopicReading {

  static final Sender QUEUE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "a");
  static final Sender SLOTS = new Sender.Publisher(Role.SLOT_SERVICE, "a");

  static TestNetwork network;
  static TopicClients queue;
  static TopicClients slots;

  private final List<AutoCloseable> open = new ArrayList<>();
  ReadFrom here = ReadFrom.beginning();

  @BeforeAll
  static void start() throws Exception {
    network = new TestNetwork();
    queue = network.join(QUEUE);
    slots = network.join(SLOTS);
  }

  @AfterAll
  static void stop() throws Exception {
    network.close();
  }

  @BeforeEach
  void begin() throws Exception {
    network.forget(Topic.XT);
    here = network.here(Topic.XT);
    network.stopped = new CompletableFuture<>();
  }

  @AfterEach
  void end() throws Exception {
    for (var resource : open.reversed()) resource.close();
  }

  TopicReader read(Set<Topic> topics, ReadFrom from, Receiver receiver) {
    return closing(slots.read("test", topics, from, receiver));
  }

  <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }
}
