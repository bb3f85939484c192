package network.superblock.bench.kafka;

import java.time.Instant;
import java.util.ArrayList;
import network.superblock.protocol.Bytes;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.SignedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Signed records as Kafka's clients have them. */
public final class SignedRecords {

  private SignedRecords() {}

  public static ProducerRecord<byte[], byte[]> toKafka(SignedRecord signed, Instant at) {
    var record =
        new ProducerRecord<byte[], byte[]>(
            signed.topic().topicName(),
            null,
            at.toEpochMilli(),
            signed.key().isEmpty() ? null : signed.key().toArray(),
            signed.value().toArray());
    for (var header : signed.headers())
      record.headers().add(header.key(), header.value().toArray());
    return record;
  }

  public static SignedRecord of(ConsumerRecord<byte[], byte[]> read) {
    var headers = new ArrayList<SignedRecord.Header>();
    for (var header : read.headers())
      headers.add(new SignedRecord.Header(header.key(), Bytes.of(header.value())));
    return new SignedRecord(
        Topic.named(read.topic()).orElseThrow(),
        read.key() == null ? Bytes.EMPTY : Bytes.of(read.key()),
        headers,
        Bytes.of(read.value()));
  }
}
