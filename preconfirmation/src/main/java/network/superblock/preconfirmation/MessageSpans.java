package network.superblock.preconfirmation;

import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.validation.ValidationOutcome;

/** One span for each message that gossip brings; an adapter hands them to the tracing in use. */
public interface MessageSpans {

  /** Traces nothing. */
  MessageSpans NONE = (_, _, _) -> (_, _) -> {};

  /**
   * A message has come. Quick, for any thread.
   *
   * @param topic the last part of its topic's name
   * @param hash its name for deduplication
   */
  Span begin(PeerId peer, String topic, MessageId hash);

  /** A message that is being judged. */
  interface Span {
    void end(Deduplication deduplication, ValidationOutcome outcome);
  }

  /** Whether a message was news. */
  enum Deduplication {
    /** It was not known. */
    NEW,
    /** These very bytes were judged before on this topic. */
    MESSAGE_KNOWN,
    /** The commitment or the list that it holds was kept before. */
    CONTENT_KNOWN,
    /** It is this node's own. */
    OWN
  }
}
