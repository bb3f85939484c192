package network.superblock.bench.network;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.bench.kafka.Clients;
import network.superblock.bench.kafka.Listening;
import network.superblock.bench.report.Latencies;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears every decision of a network: how long it took and what it was. */
final class Decisions implements AutoCloseable {

  private final Map<XtId, CompletableFuture<Decision>> awaited = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();
  private final Listening listening;
  private final Map<XtId, Instant> started = new HashMap<>();
  private Duration busy = Duration.ZERO;
  private Instant last = Instant.MIN;
  private int commits;
  private boolean counting;

  Decisions(String kafka) {
    var consumer = Clients.consumerFromEnd(kafka, "decisions", List.of(Topic.SLOT.topicName()));
    this.listening = Listening.start(consumer, "decisions", this::read);
  }

  /** Completes when the xT is decided, also if it already is. */
  CompletableFuture<Decision> of(XtId xt) {
    return awaited.computeIfAbsent(xt, _ -> new CompletableFuture<>());
  }

  /** Counts from now on. */
  synchronized void count() {
    counting = true;
  }

  synchronized int commits() {
    return commits;
  }

  /** Committed xTs per second of the time in which at least one was being voted on. */
  synchronized double perBusySecond() {
    return commits * 1e9 / busy.toNanos();
  }

  /** From a StartSC's time to the reading of its Decided, of those that were committed. */
  Latencies latencies() {
    return latencies;
  }

  private synchronized void read(ConsumerRecord<byte[], byte[]> record) {
    if (!(MessageCodec.decode(Bytes.of(record.value())) instanceof Decoding.Decoded decoded))
      return;
    if (decoded.message() instanceof StartSc start) {
      if (started.isEmpty()) last = Instant.ofEpochMilli(record.timestamp());
      started.put(start.id(), Instant.ofEpochMilli(record.timestamp()));
    }
    if (decoded.message() instanceof Decided decided) decided(decided);
  }

  private void decided(Decided decided) {
    var now = Instant.now();
    var at = started.remove(decided.xt());
    if (counting && at != null) {
      busy = busy.plus(Duration.between(last, now));
      last = now;
      if (decided.decision().isCommit()) {
        commits++;
        latencies.add(Duration.between(at, now).toNanos());
      }
    }
    of(decided.xt()).complete(decided.decision());
  }

  @Override
  public void close() {
    listening.close();
  }
}
