package network.superblock.runtime.kafka;

import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Topic;

/**
 * A message on its way into a topic; its key follows from it.
 *
 * @param term the leader's own on the slot topic, 0 elsewhere
 */
public record Outgoing(Topic topic, Term term, ProtocolMessage message) {

  private static final Term NO_TERM = new Term(0);

  /** For every topic but the slot topic. */
  public static Outgoing of(Topic topic, ProtocolMessage message) {
    return new Outgoing(topic, NO_TERM, message);
  }
}
