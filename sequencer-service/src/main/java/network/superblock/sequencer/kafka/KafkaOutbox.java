package network.superblock.sequencer.kafka;

import java.util.concurrent.CompletableFuture;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.sequencer.BlockPromises;
import network.superblock.sequencer.Outbox;
import network.superblock.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where each message goes. */
public final class KafkaOutbox implements Outbox {

  private static final Logger log = LoggerFactory.getLogger(KafkaOutbox.class);

  private final TopicWriter writer;
  private final BlockPromises promises;

  /** An outbox that promises each block that it sends. */
  public KafkaOutbox(TopicWriter writer, BlockPromises promises) {
    this.writer = writer;
    this.promises = promises;
  }

  @Override
  public void send(Vote vote) {
    append(Topic.VOTE, vote);
  }

  @Override
  public void send(CircMessage message) {
    append(Topic.MAILBOX, message);
  }

  @Override
  public void send(L2Block block) {
    append(Topic.BLOCK, block);
    promises.promise(block, writer);
  }

  @Override
  public void send(L2BlockRequest request) {
    append(Topic.BLOCK, request);
  }

  @Override
  public CompletableFuture<?> forward(XtRequest request) {
    return writer.append(Outgoing.of(Topic.XT, request));
  }

  /** Whoever waits for what gets lost gives up in time, and a block is sent until its verdict. */
  private void append(Topic topic, ProtocolMessage message) {
    var _ =
        writer
            .append(Outgoing.of(topic, message))
            .whenComplete((_, failure) -> {
              if (failure != null)
                log.warn(
                    "a {} may be lost: {}", message.getClass().getSimpleName(), Reason.of(failure));
            });
  }
}
