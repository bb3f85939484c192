package network.superblock.runtime.kafka;

import static network.superblock.runtime.kafka.TestNetwork.outgoing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a reader whose receiver fails, for a while or for good. */
@Timeout(60)
class ReceiverTest extends TopicReading {

  @Test
  void repeatsARecordUntilAnOutageIsOver() throws Exception {
    closing(queue.writer("test")).append(outgoing(1)).get();
    var calls = new AtomicInteger();
    read(
        Set.of(Topic.XT),
        here,
        _ -> {
          if (calls.incrementAndGet() < 3)
            throw new UnavailableException("Postgres is away", new IllegalStateException());
        });
    await().until(() -> calls.get() == 3);
    assertThat(network.stopped).isNotDone();
  }

  @Test
  void aReceiverThatFailsStopsTheService() throws Exception {
    closing(queue.writer("test")).append(outgoing(1)).get();
    var failure = new IllegalStateException("cannot know");
    read(
        Set.of(Topic.XT),
        here,
        _ -> {
          throw failure;
        });
    assertThat(network.stopped.get(20, TimeUnit.SECONDS)).isSameAs(failure);
  }

  @Test
  void closingInterruptsAReceiverThatBlocks() throws Exception {
    closing(queue.writer("test")).append(outgoing(1)).get();
    var entered = new CountDownLatch(1);
    var reader =
        slots.read(
            "test",
            Set.of(Topic.XT),
            here,
            _ -> {
              entered.countDown();
              new CountDownLatch(1).await();
            });
    entered.await();
    reader.close();
    assertThat(network.stopped).isNotDone();
  }
}
