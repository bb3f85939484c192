package network.superblock.bench.preconfirmation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.bench.report.Latencies;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.wire.Bytes;

/** Two bare hosts, one of which gossips to the other what nobody judges: as the js peers do it. */
final class GossipPair implements AutoCloseable {

  private static final String TOPIC = "bench";
  private static final int SIZE = 382;
  private static final int IN_FLIGHT = 192;

  private final Libp2pHost sender = Libp2pHost.start(LocalNode.HOST, Identity.generate());
  private final Libp2pHost receiver = Libp2pHost.start(LocalNode.HOST, Identity.generate());
  private final Latencies latencies = new Latencies();
  private final AtomicInteger received = new AtomicInteger();
  private int published;

  GossipPair() throws InterruptedException {
    sender.gossip().subscribe(TOPIC, _ -> Verdicts.ACCEPTED);
    receiver
        .gossip()
        .subscribe(
            TOPIC,
            message -> {
              var sent = ByteBuffer.wrap(message.data().unsafeArray()).getLong();
              latencies.add(System.nanoTime() - sent);
              received.incrementAndGet();
              return Verdicts.ACCEPTED;
            });
    sender.dial(receiver.addresses().getFirst()).toCompletableFuture().join();
    Waiting.until("a mesh", () -> LocalNode.isInMesh(sender, TOPIC, receiver.peerId()));
  }

  /** Publishes messages with a pause after each. */
  Latencies latencies(int count, Duration pause) throws InterruptedException {
    latencies.clear();
    var all = received.get() + count;
    for (var i = 0; i < count; i++) {
      publish();
      Thread.sleep(pause);
    }
    Waiting.until("all messages", () -> received.get() >= all);
    return latencies;
  }

  /** Publishes messages as fast as they are received; returns how many that are a second. */
  double rate(int count) throws InterruptedException {
    var before = received.get();
    var begin = System.nanoTime();
    for (var i = 0; i < count; i++) {
      while (i - (received.get() - before) >= IN_FLIGHT) Thread.sleep(0, 100_000);
      publish();
    }
    Waiting.until("all messages", () -> received.get() >= before + count);
    return count / ((System.nanoTime() - begin) / 1e9);
  }

  private void publish() {
    var data = ByteBuffer.allocate(SIZE).putLong(System.nanoTime()).putInt(published++);
    var _ = sender.gossip().publish(TOPIC, Bytes.wrap(data.array()));
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
