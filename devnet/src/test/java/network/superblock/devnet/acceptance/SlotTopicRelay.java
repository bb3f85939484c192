package network.superblock.devnet.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The slot topic from its first record to the last one, read with nothing but a Kafka client.
 *
 * @param openings the slots that were opened
 * @param started the instances, in the order of their StartSC
 * @param decided the instances, in the order of their Decided
 * @param closed the slots' ends
 */
record SlotTopicRelay(
    List<SlotOpening> openings,
    List<InstanceId> started,
    List<InstanceId> decided,
    List<SlotClosed> closed) {

  private static final TopicPartition PARTITION = new TopicPartition(Topic.SLOT.topicName(), 0);

  static SlotTopicRelay read(String bootstrapServers) {
    var relay =
        new SlotTopicRelay(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var settings =
        Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToEnd(List.of(PARTITION));
      var end = consumer.position(PARTITION);
      consumer.seekToBeginning(List.of(PARTITION));
      while (consumer.position(PARTITION) < end)
        for (var record : consumer.poll(Duration.ofSeconds(1))) relay.add(Bytes.of(record.value()));
    }
    return relay;
  }

  private void add(Bytes record) {
    switch (MessageCodec.decode(record)) {
      case Decoding.Decoded(var _, Opens opens) -> openings.add(opens.opening());
      case Decoding.Decoded(var _, StartSc start) ->
          started.add(new InstanceId(start.slot(), start.id()));
      case Decoding.Decoded(var _, Decided decision) ->
          decided.add(new InstanceId(decision.slot(), decision.xt()));
      case Decoding.Decoded(var _, SlotClosed end) -> closed.add(end);
      case Decoding.Decoded _ -> {}
      case Decoding.Malformed(var reason) -> throw new AssertionError(reason);
    }
  }
}
