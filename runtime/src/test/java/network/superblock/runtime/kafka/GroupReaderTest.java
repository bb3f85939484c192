package network.superblock.runtime.kafka;

import static network.superblock.runtime.kafka.TestNetwork.outgoing;
import static network.superblock.runtime.kafka.TestNetwork.xt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupReaderTest {

  private static final Set<Topic> XT = Set.of(Topic.XT);
  // An impatient group, so that the test need not wait for long.
  private static final Map<String, String> IMPATIENT =
      Map.of("max.poll.interval.ms", "1500", "session.timeout.ms", "6000");

  private static TestNetwork network;
  private static TopicWriter writer;
  private static TopicClients one;
  private static TopicClients two;
  private static final AtomicInteger next = new AtomicInteger();

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    network = new TestNetwork();
    network.forget(Topic.XT);
    writer =
        network.closing(
            network.join(new Sender.Publisher(Role.XT_QUEUE_SERVICE, "a")).writer("test"));
    one = replica("one");
    two = replica("two");
  }

  private static TopicClients replica(String name) {
    var sender = new Sender.Publisher(Role.SLOT_SERVICE, name);
    return network.clients(sender, TestNetwork.newKey(), IMPATIENT);
  }

  @AfterAll
  static void stop() throws Exception {
    network.close();
  }

  @AfterEach
  void end() throws Exception {
    for (var resource : open.reversed()) resource.close();
  }

  @Test
  void readsEachRecordOnceAmongTheReplicas() throws Exception {
    var seen = new CopyOnWriteArrayList<ProtocolMessage>();
    reading(one, "share", records -> records.forEach(each -> seen.add(each.message())));
    reading(two, "share", records -> records.forEach(each -> seen.add(each.message())));
    var written = write(200);
    await().until(() -> seen.containsAll(written));
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void acknowledgesOnlyWhatHadItsEffect() throws Exception {
    var written = write(3);
    var calls = new AtomicInteger();
    var stuck =
        one.readAsGroup(
            "effect",
            XT,
            _ -> {
              calls.incrementAndGet();
              throw new UnavailableException("Postgres is away", new IllegalStateException());
            });
    await().until(() -> calls.get() >= 2);
    stuck.close();
    var seen = new CopyOnWriteArrayList<ProtocolMessage>();
    reading(two, "effect", records -> records.forEach(each -> seen.add(each.message())));
    await().until(() -> seen.containsAll(written));
  }

  @Test
  void doesNotReadAgainWhatWasAcknowledged() throws Exception {
    var first = write(3);
    var seen = new CopyOnWriteArrayList<ProtocolMessage>();
    var reader =
        one.readAsGroup("again", XT, records -> records.forEach(each -> seen.add(each.message())));
    await().until(() -> seen.containsAll(first));
    reader.close();
    var second = write(3);
    var rest = new CopyOnWriteArrayList<ProtocolMessage>();
    reading(one, "again", records -> records.forEach(each -> rest.add(each.message())));
    await().until(() -> rest.size() >= 3);
    assertThat(rest).containsExactlyInAnyOrderElementsOf(second);
  }

  @Test
  void aSlowReceiverIsNotExpelled() throws Exception {
    var written = write(1);
    var calls = new CopyOnWriteArrayList<ProtocolMessage>();
    var done = new CountDownLatch(1);
    reading(
        one,
        "slow",
        records -> {
          records.forEach(each -> calls.add(each.message()));
          done.await();
        });
    await().until(() -> calls.containsAll(written));
    var polls = Duration.ofSeconds(3);
    await().during(polls).atMost(polls.multipliedBy(3)).until(() -> calls.size() == 1);
    done.countDown();
    var more = write(20);
    await().until(() -> calls.containsAll(more));
    // Whoever is expelled reads again, when it comes back, what it had not acknowledged.
    assertThat(calls).doesNotHaveDuplicates();
  }

  private void reading(TopicClients clients, String purpose, Receiver receiver) {
    open.add(clients.readAsGroup(purpose, XT, receiver));
  }

  private static List<ProtocolMessage> write(int count) throws Exception {
    var from = next.getAndAdd(count);
    var messages = IntStream.range(from, from + count).mapToObj(n -> outgoing(n)).toList();
    writer.append(messages).get();
    return IntStream.range(from, from + count).<ProtocolMessage>mapToObj(n -> xt(n)).toList();
  }
}
