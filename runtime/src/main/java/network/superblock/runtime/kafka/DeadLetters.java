package network.superblock.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeHeader;
import network.superblock.wire.envelope.Verification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/**
 * Puts what can never be processed aside, as it was found, with the reason. Every reader of a topic
 * finds the same record under the same key, so that the topic's compaction leaves one of them.
 */
final class DeadLetters implements AutoCloseable {

  /** What a dead letter may be larger than its record. */
  static final int OVERHEAD = 64 << 10;

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String ORIGIN = "sbcp-origin";
  private static final String ORIGINAL_KEY = "sbcp-original-key";
  private static final int LONGEST_DETAIL = 1024;

  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final KafkaTemplate<byte[], byte[]> template;
  private final MeterRegistry meters;

  DeadLetters(Map<String, Object> settings, MeterRegistry meters) {
    this.producers = new DefaultKafkaProducerFactory<>(settings);
    this.template = new KafkaTemplate<>(producers);
    this.meters = meters;
    template.setProducerListener(new ProducerListener<>() {});
  }

  /** Completes when the dead letter is acknowledged, or cannot be. */
  CompletableFuture<?> put(
      Topic topic, ConsumerRecord<byte[], byte[]> refused, Verification.Refused why) {
    var origin = refused.topic() + "-" + refused.partition() + "-" + refused.offset();
    log.warn("refused {}: {}, {}", origin, why.reason(), why.detail());
    meters
        .counter(
            "superblock.dead.letters",
            "topic",
            topic.topicName(),
            "reason",
            why.reason().name().toLowerCase(Locale.ROOT))
        .increment();
    return send(letter(topic, refused, why, origin))
        .exceptionally(failure -> {
          log.error("no dead letter of {}: {}", origin, Reason.of(failure));
          return null;
        });
  }

  @Override
  public void close() {
    producers.destroy();
  }

  private CompletableFuture<?> send(ProducerRecord<byte[], byte[]> letter) {
    try {
      return template.send(letter);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> letter(
      Topic topic,
      ConsumerRecord<byte[], byte[]> refused,
      Verification.Refused why,
      String origin) {
    var letter =
        new ProducerRecord<byte[], byte[]>(
            topic.deadLetterTopicName(), origin.getBytes(UTF_8), refused.value());
    refused.headers().forEach(letter.headers()::add);
    if (refused.key() != null) letter.headers().add(ORIGINAL_KEY, refused.key());
    letter.headers().add(ORIGIN, origin.getBytes(UTF_8));
    letter.headers().add(EnvelopeHeader.REFUSAL.key(), text(why).getBytes(UTF_8));
    return letter;
  }

  private static String text(Verification.Refused why) {
    var text = why.reason() + ": " + why.detail();
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
  }
}
