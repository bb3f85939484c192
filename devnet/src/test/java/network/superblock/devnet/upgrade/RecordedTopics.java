package network.superblock.devnet.upgrade;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** All topics of a broker, byte for byte, and how far its consumer groups had read. */
final class RecordedTopics {

  private RecordedTopics() {}

  static byte[] read(String servers) throws Exception {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers));
        var consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      var topics =
          new TreeMap<>(
              admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get());
      out.writeInt(topics.size());
      for (var topic : topics.values()) {
        out.writeUTF(topic.name());
        out.writeInt(topic.partitions().size());
        for (var i = 0; i < topic.partitions().size(); i++)
          partition(new TopicPartition(topic.name(), i), consumer, out);
      }
      groups(admin, out);
    }
    return bytes.toByteArray();
  }

  private static void partition(
      TopicPartition partition, KafkaConsumer<byte[], byte[]> consumer, DataOutputStream out)
      throws IOException {
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    var end = consumer.position(partition);
    consumer.seekToBeginning(List.of(partition));
    out.writeLong(end);
    var next = 0L;
    while (consumer.position(partition) < end)
      for (var record : consumer.poll(Duration.ofSeconds(1))) {
        if (record.offset() != next++) throw new IOException("a gap in " + partition);
        out.writeLong(record.timestamp());
        write(record.key(), out);
        write(record.value(), out);
        out.writeInt(record.headers().toArray().length);
        for (var header : record.headers()) {
          out.writeUTF(header.key());
          write(header.value(), out);
        }
      }
  }

  private static void groups(Admin admin, DataOutputStream out) throws Exception {
    var groups = new ArrayList<String>();
    for (var group : admin.listGroups().all().get()) groups.add(group.groupId());
    out.writeInt(groups.size());
    for (var group : groups) {
      var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      out.writeUTF(group);
      out.writeInt(offsets.size());
      for (var offset : offsets.entrySet()) {
        out.writeUTF(offset.getKey().topic());
        out.writeInt(offset.getKey().partition());
        out.writeLong(offset.getValue().offset());
      }
    }
  }

  /** Into a broker that has no topics; nothing of it ever becomes too old. */
  static void load(byte[] recorded, String servers) throws Exception {
    var in = new DataInputStream(new ByteArrayInputStream(recorded));
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers));
        var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      for (var topics = in.readInt(); topics > 0; topics--) {
        var name = in.readUTF();
        var partitions = in.readInt();
        var sent = new ArrayList<Future<RecordMetadata>>();
        var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        admin.createTopics(List.of(topic.configs(Map.of("retention.ms", "-1")))).all().get();
        for (var i = 0; i < partitions; i++)
          for (var records = in.readLong(); records > 0; records--)
            sent.add(producer.send(record(name, i, in)));
        producer.flush();
        for (var each : sent) each.get();
      }
      for (var groups = in.readInt(); groups > 0; groups--) {
        var group = in.readUTF();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var count = in.readInt(); count > 0; count--)
          offsets.put(
              new TopicPartition(in.readUTF(), in.readInt()), new OffsetAndMetadata(in.readLong()));
        if (!offsets.isEmpty()) admin.alterConsumerGroupOffsets(group, offsets).all().get();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, DataInputStream in) throws IOException {
    var timestamp = in.readLong();
    var record = new ProducerRecord<>(topic, partition, timestamp, read(in), read(in));
    for (var headers = in.readInt(); headers > 0; headers--)
      record.headers().add(in.readUTF(), requireNonNull(read(in)));
    return record;
  }

  private static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) out.write(bytes);
  }

  private static byte @Nullable [] read(DataInputStream in) throws IOException {
    var length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
