package network.superblock.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import network.superblock.protocol.Bytes;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeHeader;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.SignedRecord;
import network.superblock.wire.envelope.Verification;
import network.superblock.wire.envelope.Verification.Reason;
import network.superblock.wire.envelope.Verification.Refused;
import network.superblock.wire.envelope.Verification.Verified;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Verifies and decodes records; what is refused becomes a dead letter. */
final class RecordOpener {

  private final EnvelopeVerifier verifier;
  private final Runnable refreshKeys;
  private final DeadLetters deadLetters;
  private final XtTracer tracer;
  private final Consumer<Received> verified;

  /**
   * Opens records.
   *
   * @param refreshKeys called for a key that is not known: it may have become final since
   * @param verified called for each record before the next one is verified
   */
  RecordOpener(
      EnvelopeVerifier verifier,
      Runnable refreshKeys,
      DeadLetters deadLetters,
      XtTracer tracer,
      Consumer<Received> verified) {
    this.verifier = verifier;
    this.refreshKeys = refreshKeys;
    this.deadLetters = deadLetters;
    this.tracer = tracer;
    this.verified = verified;
  }

  /** The records that are believed, in order. */
  record Opened(List<Received> records, CompletableFuture<Void> deadLetters) {}

  Opened open(List<ConsumerRecord<byte[], byte[]>> records) {
    var received = new ArrayList<Received>(records.size());
    var letters = new ArrayList<CompletableFuture<?>>();
    for (var each : records)
      open(each, letters)
          .ifPresent(one -> {
            received.add(one);
            verified.accept(one);
          });
    return new Opened(received, CompletableFuture.allOf(letters.toArray(CompletableFuture[]::new)));
  }

  private Optional<Received> open(
      ConsumerRecord<byte[], byte[]> read, List<CompletableFuture<?>> letters) {
    var topic = Topic.named(read.topic()).orElseThrow();
    return switch (verify(topic, read)) {
      case Verified believed -> {
        var received = received(topic, read, believed);
        tracer.received(topic, received.message(), received.timestamp(), traceParent(read));
        yield Optional.of(received);
      }
      case Refused refused -> {
        letters.add(deadLetters.put(topic, read, refused));
        yield Optional.empty();
      }
    };
  }

  private Verification verify(Topic topic, ConsumerRecord<byte[], byte[]> read) {
    if (read.value() == null) return new Refused(Reason.MALFORMED, "no value");
    var signed = new SignedRecord(topic, bytes(read.key()), headers(read), Bytes.of(read.value()));
    var first = verifier.verify(signed);
    if (!(first instanceof Refused(var reason, _)) || reason != Reason.UNKNOWN_KEY) return first;
    refreshKeys.run();
    return verifier.verify(signed);
  }

  private static Received received(
      Topic topic, ConsumerRecord<byte[], byte[]> read, Verified verified) {
    return new Received(
        topic,
        read.partition(),
        read.offset(),
        Instant.ofEpochMilli(read.timestamp()),
        verified.sender(),
        verified.term(),
        verified.message());
  }

  private static Optional<String> traceParent(ConsumerRecord<byte[], byte[]> read) {
    return Optional.ofNullable(read.headers().lastHeader(EnvelopeHeader.TRACE_PARENT.key()))
        .map(Header::value)
        .map(value -> new String(value, UTF_8));
  }

  private static List<SignedRecord.Header> headers(ConsumerRecord<byte[], byte[]> read) {
    var headers = new ArrayList<SignedRecord.Header>();
    for (Header header : read.headers())
      headers.add(new SignedRecord.Header(header.key(), bytes(header.value())));
    return headers;
  }

  private static Bytes bytes(byte @Nullable [] value) {
    return value == null ? Bytes.EMPTY : Bytes.of(value);
  }
}
