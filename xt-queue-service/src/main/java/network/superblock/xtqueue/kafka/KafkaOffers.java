package network.superblock.xtqueue.kafka;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.wire.Topic;
import network.superblock.xtqueue.OfferTopic;

/** Writes offers and withdrawals to the xT topic. */
final class KafkaOffers implements OfferTopic, AutoCloseable {

  private final TopicWriter writer;

  KafkaOffers(TopicClients clients) {
    this.writer = clients.writer("offers");
  }

  @Override
  public CompletableFuture<?> write(List<? extends ProtocolMessage> messages) {
    return writer.append(messages.stream().map(message -> Outgoing.of(Topic.XT, message)).toList());
  }

  @Override
  public void close() {
    writer.close();
  }
}
