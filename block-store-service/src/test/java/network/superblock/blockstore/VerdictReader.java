package network.superblock.blockstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.SignedRecord;
import network.superblock.wire.envelope.Verification;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads the verdict topic as everybody does: what is not signed by the block store is refused. */
final class VerdictReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EnvelopeVerifier verifier;
  private final List<ProtocolMessage> read = new ArrayList<>();

  VerdictReader(String servers, Set<Address> keys) {
    this.verifier = new EnvelopeVerifier(TestNetwork.NETWORK, _ -> keys);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions = new ArrayList<TopicPartition>();
    for (var p = 0; p < Topic.BLOCK_VERDICT.defaultPartitions(); p++)
      partitions.add(new TopicPartition(Topic.BLOCK_VERDICT.topicName(), p));
    consumer.assign(partitions);
  }

  /** The verdicts on a block so far; waits until there are {@code count}. */
  List<BlockVerdict> on(L2Block block, int count) {
    return await(BlockVerdict.class, v -> BlockKey.of(v).equals(BlockKey.of(block)), count);
  }

  BlockVerdict on(L2Block block) {
    return on(block, 1).getFirst();
  }

  /** The recovered blocks so far; waits until there are {@code count}. */
  List<L2Block> recovered(int count) {
    return await(L2Block.class, _ -> true, count);
  }

  private <T extends ProtocolMessage> List<T> await(Class<T> type, Predicate<T> wanted, int count) {
    Supplier<List<T>> found =
        () -> {
          consumer.poll(Duration.ofMillis(50)).forEach(record -> read.add(open(record)));
          return read.stream().filter(type::isInstance).map(type::cast).filter(wanted).toList();
        };
    // A consumer belongs to one thread.
    return Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .until(found::get, all -> all.size() >= count);
  }

  private ProtocolMessage open(ConsumerRecord<byte[], byte[]> record) {
    var headers = new ArrayList<SignedRecord.Header>();
    record
        .headers()
        .forEach(h -> headers.add(new SignedRecord.Header(h.key(), Bytes.of(h.value()))));
    var signed =
        new SignedRecord(
            Topic.BLOCK_VERDICT, Bytes.of(record.key()), headers, Bytes.of(record.value()));
    return switch (verifier.verify(signed)) {
      case Verification.Verified verified -> verified.message();
      case Verification.Refused refused -> throw new AssertionError(refused);
    };
  }

  @Override
  public void close() {
    consumer.close();
  }
}
