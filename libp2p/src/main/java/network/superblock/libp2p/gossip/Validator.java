package network.superblock.libp2p.gossip;

import java.util.concurrent.CompletionStage;

/**
 * Receives a topic's messages, each once, and judges them. Called on a virtual thread, several at a
 * time; the message is held back until the verdict, for two minutes at most.
 */
@FunctionalInterface
public interface Validator {

  CompletionStage<Verdict> validate(ReceivedMessage message);
}
