package network.superblock.libp2p.gossip;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtocolViolation;

/** Signs our messages and checks those of others. See libp2p "pubsub", "Message Signing". */
final class MessageAuthority {

  private static final Bytes PREFIX = Bytes.utf8("libp2p-pubsub:");

  private final SignaturePolicy policy;
  private final Identity identity;
  private long sequence;

  /**
   * @param firstSequence from the wall clock, so that numbers grow across restarts
   */
  MessageAuthority(SignaturePolicy policy, Identity identity, long firstSequence) {
    this.policy = policy;
    this.identity = identity;
    this.sequence = firstSequence;
  }

  PeerId self() {
    return identity.peerId();
  }

  Message author(String topic, Bytes data) {
    return switch (policy) {
      case STRICT_NO_SIGN -> Message.unsigned(topic, data);
      case STRICT_SIGN -> signed(topic, data);
    };
  }

  /** Whether the message keeps to the policy. */
  boolean accepts(Message message) {
    return switch (policy) {
      case STRICT_NO_SIGN ->
          message.from().isEmpty()
              && message.sequence().isEmpty()
              && message.signature().isEmpty()
              && message.key().isEmpty();
      case STRICT_SIGN -> isSigned(message);
    };
  }

  /** The author that an accepted message names. */
  static Optional<PeerId> authorOf(Message message) {
    try {
      return message.from().map(PeerId::new);
    } catch (ProtocolViolation _) {
      return Optional.empty();
    }
  }

  private Message signed(String topic, Bytes data) {
    var number = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(sequence++).array());
    var message =
        new Message(
            Optional.of(identity.peerId().multihash()),
            data,
            Optional.of(number),
            topic,
            Optional.empty(),
            Optional.empty());
    return message.signedWith(identity.sign(signedBytes(message)));
  }

  private static boolean isSigned(Message message) {
    if (message.from().isEmpty() || message.signature().isEmpty()) return false;
    if (message.sequence().map(Bytes::size).orElse(0) != Long.BYTES) return false;
    try {
      var author = new PeerId(message.from().get());
      var key = keyOf(author, message.key());
      return key.isPresent()
          && key.get().peerId().equals(author)
          && key.get().verifies(signedBytes(message), message.signature().get());
    } catch (ProtocolViolation _) {
      return false;
    }
  }

  private static Optional<PublicKey> keyOf(PeerId author, Optional<Bytes> carried) {
    return carried.isPresent()
        ? Optional.of(PublicKey.fromProtobuf(carried.get()))
        : author.publicKey();
  }

  private static Bytes signedBytes(Message message) {
    return Bytes.concat(PREFIX, message.encodeSigned().toBytes());
  }
}
