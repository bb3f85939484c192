package network.superblock.bench.decision;

import java.util.List;
import network.superblock.bench.kafka.Clients;
import network.superblock.bench.kafka.Listening;
import network.superblock.bench.kafka.SignedRecords;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.Verification;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the slot topic from now on, in a thread of its own, and believes no unsigned record. */
final class SlotReading implements AutoCloseable {

  /** Both as {@link System#nanoTime()}. */
  record Passage(long written, long read) {}

  /** Takes the records in order. */
  interface Listener {

    /**
     * A record was read.
     *
     * @param passage when it was written, and when Kafka's client handed it over here
     */
    void read(SlotRecord record, Passage passage);
  }

  private final EnvelopeVerifier verifier = new EnvelopeVerifier(Cast.NETWORK, Cast.keys());
  private final Listener listener;
  private final Listening listening;

  SlotReading(String kafka, Listener listener) {
    this.listener = listener;
    var consumer = Clients.consumerFromEnd(kafka, "slot-reader", List.of(Topic.SLOT.topicName()));
    this.listening = Listening.start(consumer, "slot-reader", this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    var passage = new Passage(WriteTimes.take(record.value()), System.nanoTime());
    switch (verifier.verify(SignedRecords.of(record))) {
      case Verification.Verified(SlotRecord message, _, _) -> listener.read(message, passage);
      case Verification.Verified other ->
          throw new IllegalStateException("no slot record: " + other.message());
      case Verification.Refused refused ->
          throw new IllegalStateException("a record of the slot topic: " + refused.detail());
    }
  }

  @Override
  public void close() {
    listening.close();
  }
}
