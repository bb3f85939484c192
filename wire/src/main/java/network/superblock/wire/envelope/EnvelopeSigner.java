package network.superblock.wire.envelope;

import static network.superblock.wire.envelope.EnvelopeHeader.KEY_ID;
import static network.superblock.wire.envelope.EnvelopeHeader.MESSAGE_TYPE;
import static network.superblock.wire.envelope.EnvelopeHeader.SENDER;
import static network.superblock.wire.envelope.EnvelopeHeader.SIGNATURE;
import static network.superblock.wire.envelope.EnvelopeHeader.TERM;

import java.util.List;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.MessageType;
import network.superblock.wire.RecordKey;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.SignedRecord.Header;
import network.superblock.wire.signature.Signer;

/** Signs what one sender writes. Safe for any number of threads. */
public final class EnvelopeSigner {

  /** On every topic but the slot topic. */
  static final Term NO_TERM = new Term(0);

  private final NetworkId network;
  private final Sender sender;
  private final Signer signer;

  public EnvelopeSigner(NetworkId network, Sender sender, Signer signer) {
    this.network = network;
    this.sender = sender;
    this.signer = signer;
  }

  public Sender sender() {
    return sender;
  }

  /** For every topic but the slot topic. As {@link #sign(Topic, Term, ProtocolMessage)}. */
  public SignedRecord sign(Topic topic, ProtocolMessage message) {
    return sign(topic, NO_TERM, message);
  }

  /**
   * The record to write.
   *
   * @param term the leader's own on the slot topic, 0 elsewhere
   * @throws IllegalArgumentException if no reader would take it: this sender may not write such a
   *     message there, it is too large for the topic, or it has no wire form
   */
  public SignedRecord sign(Topic topic, Term term, ProtocolMessage message) {
    var type = MessageType.of(message);
    SenderClaims.againstPlace(topic, term, sender, type)
        .or(() -> SenderClaims.againstContent(term, sender, message))
        .ifPresent(refusal -> {
          throw new IllegalArgumentException(refusal.detail());
        });
    var value = MessageCodec.encode(sender, message);
    var key = RecordKey.of(message);
    var digest = new SignedContent(network, topic, key, type, sender, term, value).digest();
    var signingKey = signer.current();
    var headers =
        List.of(
            Header.of(MESSAGE_TYPE, type.wireName()),
            Header.of(SENDER, sender.id()),
            Header.of(KEY_ID, signingKey.address().toString()),
            Header.of(SIGNATURE, signingKey.sign(digest).bytes().toHex()),
            Header.of(TERM, term.toString()));
    var signed = new SignedRecord(topic, key, headers, value);
    if (signed.size() > topic.maxMessageBytes())
      throw new IllegalArgumentException(
          type + " of " + signed.size() + " bytes is too large for " + topic.topicName());
    return signed;
  }
}
