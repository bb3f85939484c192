package network.superblock.bench.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.superblock.bench.report.Latencies;
import network.superblock.embedded.kafka.EmbeddedKafka;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One way of one record at a time, from the producer's send to the consumer's poll. */
public final class RawLatency implements AutoCloseable {

  private static final String TOPIC = "bench.raw";
  private static final int RECORD_BYTES = 1024;
  private static final long PATIENCE_SECONDS = 30;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Listening listening;
  private final Semaphore read = new Semaphore(0);
  private final Latencies latencies = new Latencies();

  /** Creates its topic, unless another one has. */
  public RawLatency(EmbeddedKafka broker) {
    broker.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
    this.producer = Clients.producer(broker.bootstrapServers(), "raw-producer");
    var consumer =
        Clients.consumerFromEnd(broker.bootstrapServers(), "raw-consumer", List.of(TOPIC));
    this.listening = Listening.start(consumer, "raw-consumer", this::read);
  }

  /** Sends the records one after the other, each when the one before it has been read. */
  public void send(int records) throws InterruptedException {
    for (var i = 0; i < records; i++) {
      var value = ByteBuffer.allocate(RECORD_BYTES).putLong(System.nanoTime());
      var _ = producer.send(new ProducerRecord<>(TOPIC, value.array()));
      if (!read.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
        throw new IllegalStateException("the record did not come back");
    }
  }

  /** Of all records since they were last cleared. */
  public Latencies latencies() {
    return latencies;
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    latencies.add(System.nanoTime() - ByteBuffer.wrap(record.value()).getLong());
    read.release();
  }

  @Override
  public void close() {
    producer.close();
    listening.close();
  }
}
