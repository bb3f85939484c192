package network.superblock.blockstore.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import network.superblock.blockstore.Answers;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Topic;

/** Writes to the verdict topic. */
final class KafkaAnswers implements Answers {

  private final TopicWriter writer;

  KafkaAnswers(TopicWriter writer) {
    this.writer = writer;
  }

  @Override
  public void tell(List<? extends ProtocolMessage> messages) throws InterruptedException {
    var outgoing =
        messages.stream().map(message -> Outgoing.of(Topic.BLOCK_VERDICT, message)).toList();
    try {
      var _ = writer.append(outgoing).get();
    } catch (ExecutionException e) {
      throw new UnavailableException("the verdict topic cannot be written", e);
    }
  }
}
