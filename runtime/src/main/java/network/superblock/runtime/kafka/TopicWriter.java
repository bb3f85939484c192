package network.superblock.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.tracing.Sending;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.SignedRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.support.ProducerListener;

/**
 * Signs messages and appends them, in order, to their topics. A record counts when all in-sync
 * replicas have it. Safe for many threads; the records of one call stay together in their order.
 */
public final class TopicWriter implements AutoCloseable {

  private final EnvelopeSigner signer;
  private final InstantSource clock;
  private final XtTracer tracer;
  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final KafkaTemplate<byte[], byte[]> template;
  private final boolean stopsAtFailure;
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;

  /**
   * Opens a writer.
   *
   * @param stopsAtFailure whether nothing is appended any more after a record that was not
   *     acknowledged, so that what stands in the topic is a prefix of what was appended
   */
  TopicWriter(
      EnvelopeSigner signer,
      TopicClients.Observers observers,
      Map<String, Object> settings,
      boolean stopsAtFailure) {
    this.signer = signer;
    this.clock = observers.clock();
    this.tracer = observers.tracer();
    this.stopsAtFailure = stopsAtFailure;
    this.producers = new DefaultKafkaProducerFactory<>(settings);
    producers.addPostProcessor(made -> {
      producer = made;
      return made;
    });
    producers.addListener(new MicrometerProducerListener<>(observers.meters()));
    producers.setPhysicalCloseTimeout(stopsAtFailure ? 0 : 5);
    this.template = new KafkaTemplate<>(producers);
    template.setProducerListener(new FailureListener());
  }

  /** As {@link #append(List, Instant)}, now. */
  public CompletableFuture<Appended> append(Outgoing message) {
    return append(List.of(message)).thenApply(List::getFirst);
  }

  /** As {@link #append(List, Instant)}, now. */
  public CompletableFuture<List<Appended>> append(List<Outgoing> messages) {
    return append(messages, clock.instant());
  }

  /**
   * Appends the messages in this order. Completes when all of them are acknowledged, with where
   * they stand; or with an {@link AppendFailedException}, when each of them may stand there or not.
   *
   * @param at the records' time, to the millisecond
   * @throws IllegalArgumentException if no reader would take one of them; nothing is appended
   */
  public CompletableFuture<List<Appended>> append(List<Outgoing> messages, Instant at) {
    var signed =
        messages.stream()
            .map(message -> signer.sign(message.topic(), message.term(), message.message()))
            .toList();
    var traced =
        messages.stream()
            .map(message -> tracer.sending(message.topic(), message.message()))
            .toList();
    var sent = new ArrayList<CompletableFuture<Appended>>(signed.size());
    synchronized (this) {
      for (int i = 0; i < signed.size(); i++) {
        var one = send(signed.get(i), traced.get(i), at);
        sent.add(one);
        // What follows must not stand where this one may be missing.
        if (stopsAtFailure && one.isCompletedExceptionally()) break;
      }
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .handle((_, failed) -> {
          if (failed != null) throw failed(failed);
          return sent.stream().map(CompletableFuture::join).toList();
        });
  }

  /** Waits a few seconds for what is on its way, unless the writer stops at a failure. */
  @Override
  public void close() {
    producers.destroy();
  }

  private CompletableFuture<Appended> send(SignedRecord signed, Sending traced, Instant at) {
    var earlier = failure;
    if (stopsAtFailure && earlier != null) return CompletableFuture.failedFuture(earlier);
    try {
      return template
          .send(toKafka(traced.traceParent().map(signed::tracedBy).orElse(signed), at))
          .thenApply(result -> appended(signed, result.getRecordMetadata()))
          .whenComplete((_, failed) -> traced.ended(failed));
    } catch (RuntimeException e) {
      stop(e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private void stop(Exception cause) {
    if (!stopsAtFailure) return;
    if (failure == null) failure = cause;
    var open = producer;
    // On the producer's own thread, before it sends anything else: the rest is dropped.
    if (open != null) open.close(Duration.ZERO);
  }

  private static AppendFailedException failed(Throwable failure) {
    var cause = Reason.unwrapped(failure);
    return new AppendFailedException("Kafka did not acknowledge: " + Reason.of(cause), cause);
  }

  private static ProducerRecord<byte[], byte[]> toKafka(SignedRecord signed, Instant at) {
    var record =
        new ProducerRecord<byte[], byte[]>(
            signed.topic().topicName(),
            null,
            at.toEpochMilli(),
            signed.key().isEmpty() ? null : signed.key().toArray(),
            signed.value().toArray());
    for (var header : signed.headers())
      record.headers().add(new RecordHeader(header.key(), header.value().toArray()));
    return record;
  }

  private static Appended appended(SignedRecord signed, RecordMetadata where) {
    return new Appended(
        signed.topic(), where.partition(), where.offset(), Instant.ofEpochMilli(where.timestamp()));
  }

  private final class FailureListener implements ProducerListener<byte[], byte[]> {

    @Override
    public void onError(
        ProducerRecord<byte[], byte[]> sent, @Nullable RecordMetadata where, Exception cause) {
      stop(cause);
    }
  }
}
