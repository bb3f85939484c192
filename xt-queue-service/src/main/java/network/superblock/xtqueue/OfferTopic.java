package network.superblock.xtqueue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.superblock.protocol.message.ProtocolMessage;

/** Where the publisher reads its offers. */
public interface OfferTopic {

  /** Completes when all are acknowledged; when it fails, any of them may stand there or not. */
  CompletableFuture<?> write(List<? extends ProtocolMessage> messages);
}
