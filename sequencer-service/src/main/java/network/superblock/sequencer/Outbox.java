package network.superblock.sequencer;

import java.util.concurrent.CompletableFuture;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtRequest;

/**
 * What leaves the sequencer. Returns at once; what is lost of the protocol's messages is sent again
 * or timed out.
 */
public interface Outbox {

  void send(Vote vote);

  void send(CircMessage message);

  void send(L2Block block);

  void send(L2BlockRequest request);

  /** Forwards a user's request; completes when it is durable, or fails. */
  CompletableFuture<?> forward(XtRequest request);
}
