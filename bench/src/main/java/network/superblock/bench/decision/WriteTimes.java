package network.superblock.bench.decision;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Notes when the publisher's producer is handed each record of the slot topic: a record's own time
 * has no more than milliseconds. Made by Kafka's client, so that what it notes is the JVM's.
 */
public final class WriteTimes implements ProducerInterceptor<byte[], byte[]> {

  private static final Map<ByteBuffer, Long> WRITTEN = new ConcurrentHashMap<>();

  /**
   * When the record with this value was written, as {@link System#nanoTime()}; asked once.
   *
   * @throws IllegalStateException if no record with this value was
   */
  static long take(byte[] value) {
    var written = WRITTEN.remove(ByteBuffer.wrap(value));
    if (written == null) throw new IllegalStateException("nobody here wrote that record");
    return written;
  }

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topic.SLOT.topicName()))
      WRITTEN.put(ByteBuffer.wrap(record.value()), System.nanoTime());
    return record;
  }

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> settings) {}
}
