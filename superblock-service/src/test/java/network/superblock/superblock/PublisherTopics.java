package network.superblock.superblock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Term;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.SignedRecord;
import network.superblock.wire.signature.SigningKey;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics as the other services of the publisher write and read them. */
final class PublisherTopics implements AutoCloseable {

  static final NetworkId NETWORK = new NetworkId("test");
  static final Term TERM = new Term(1);
  static final Sender LEADER = new Sender.Publisher(Role.SLOT_SERVICE, "one");
  static final Sender BLOCK_STORE = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "one");
  static final Sender OWN = new Sender.Publisher(Role.SUPERBLOCK_SERVICE, "one");

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ProtocolMessage> announced = new ArrayList<>();

  PublisherTopics(String servers) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(Topic.SUPERBLOCK.topicName(), 0)));
    consumer.seekToBeginning(consumer.assignment());
  }

  static SigningKey keyOf(Sender sender) {
    return SigningKey.fromHex(Hash32.of(Keccak256.hash(sender.id().getBytes(UTF_8))).toString());
  }

  void lead() {
    append(LEADER, Topic.SLOT, TERM, new LeaderClaim(TERM, LEADER.name()));
  }

  /** The blocks are accepted, then the slot is written. */
  void write(WrittenSlot slot) {
    for (var block : slot.accepted()) append(BLOCK_STORE, Topic.BLOCK_VERDICT, new Term(0), block);
    for (var record : slot.records()) append(LEADER, Topic.SLOT, TERM, record);
  }

  void append(Sender sender, Topic topic, Term term, ProtocolMessage message) {
    var signed = new EnvelopeSigner(NETWORK, sender, keyOf(sender)).sign(topic, term, message);
    try {
      producer.send(toKafka(signed)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that the service has ever told the network. */
  List<ProtocolMessage> announced() {
    for (var record : consumer.poll(Duration.ofMillis(20))) {
      if (!(MessageCodec.decode(Bytes.of(record.value())) instanceof Decoding.Decoded decoded))
        throw new AssertionError("not a message");
      announced.add(decoded.message());
    }
    return List.copyOf(announced);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private static ProducerRecord<byte[], byte[]> toKafka(SignedRecord signed) {
    var record =
        new ProducerRecord<>(
            signed.topic().topicName(),
            signed.key().isEmpty() ? null : signed.key().toArray(),
            signed.value().toArray());
    for (var header : signed.headers())
      record.headers().add(header.key(), header.value().toArray());
    return record;
  }
}
