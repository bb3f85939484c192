package network.superblock.blockstore;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.SignedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the topics as somebody else, and returns when the record is there. */
final class TestSender implements AutoCloseable {

  private final EnvelopeSigner signer;
  private final KafkaProducer<byte[], byte[]> producer;

  TestSender(String servers, EnvelopeSigner signer) {
    this.signer = signer;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topic.BLOCK.maxMessageBytes()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void write(Topic topic, ProtocolMessage message) {
    write(signer.sign(topic, message));
  }

  /** Writes a message under the signature of another one. */
  void writeUnderSignatureOf(Topic topic, ProtocolMessage signed, ProtocolMessage message) {
    var honest = signer.sign(topic, signed);
    var value = MessageCodec.encode(signer.sender(), message);
    write(new SignedRecord(topic, honest.key(), honest.headers(), value));
  }

  void writeSlot(Term term, SlotRecord record) {
    write(signer.sign(Topic.SLOT, term, record));
  }

  @Override
  public void close() {
    producer.close();
  }

  private void write(SignedRecord signed) {
    var key = signed.key().isEmpty() ? null : signed.key().toArray();
    var record = new ProducerRecord<>(signed.topic().topicName(), key, signed.value().toArray());
    signed.headers().forEach(h -> record.headers().add(h.key(), h.value().toArray()));
    try {
      var _ = producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
