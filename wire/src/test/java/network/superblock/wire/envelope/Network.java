package network.superblock.wire.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.MessageType;
import network.superblock.wire.RecordKey;
import network.superblock.wire.Role;
import network.superblock.wire.Samples;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.Verification.Reason;
import network.superblock.wire.envelope.Verification.Refused;
import network.superblock.wire.signature.SigningKey;

/**
 * A small network: two sequencers, the publisher's services, and the keys that they may sign by.
 */
final class Network {

  static final NetworkId NETWORK = new NetworkId("devnet");
  static final Term TERM = new Term(4);
  static final Sender SEQUENCER_A = new Sender.Sequencer(Samples.A);
  static final Sender SEQUENCER_B = new Sender.Sequencer(Samples.B);
  static final Sender SLOT_SERVICE = new Sender.Publisher(Role.SLOT_SERVICE, "slot-1");
  static final SigningKey KEY_A = key(1);
  static final SigningKey KEY_B = key(2);
  static final SigningKey SLOT_KEY = key(3);
  static final SigningKey ROTATED_KEY_A = key(5);

  static final SenderKeys KEYS =
      sender ->
          switch (sender) {
            case Sender.Sequencer(var chain) when chain.equals(Samples.A) ->
                Set.of(KEY_A.address(), ROTATED_KEY_A.address());
            case Sender.Sequencer(var chain) when chain.equals(Samples.B) ->
                Set.of(KEY_B.address());
            case Sender.Sequencer _ -> Set.of();
            case Sender.Publisher(var role, _) -> Set.of(keyOf(role).address());
          };

  static final EnvelopeVerifier VERIFIER = new EnvelopeVerifier(NETWORK, KEYS);

  private Network() {}

  /** A record that a sender could sign who does not use our signer. */
  static SignedRecord forged(
      Topic topic,
      Term term,
      Bytes key,
      Sender sender,
      SigningKey signingKey,
      MessageType type,
      Bytes value) {
    var content = new SignedContent(NETWORK, topic, key, type, sender, term, value);
    return new SignedRecord(topic, key, List.of(), value)
        .with(EnvelopeHeader.MESSAGE_TYPE, type.wireName())
        .with(EnvelopeHeader.SENDER, sender.id())
        .with(EnvelopeHeader.KEY_ID, signingKey.address().toString())
        .with(EnvelopeHeader.SIGNATURE, signingKey.sign(content.digest()).bytes().toHex())
        .with(EnvelopeHeader.TERM, term.toString());
  }

  static SignedRecord forged(
      Topic topic, Term term, Sender sender, SigningKey signingKey, ProtocolMessage message) {
    var value = MessageCodec.encode(sender, message);
    var type = MessageType.of(message);
    return forged(topic, term, RecordKey.of(message), sender, signingKey, type, value);
  }

  static void assertRefused(SignedRecord received, Reason reason) {
    assertThat(VERIFIER.verify(received))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  static SignedRecord withValue(SignedRecord signed, Bytes value) {
    return new SignedRecord(signed.topic(), signed.key(), signed.headers(), value);
  }

  static Sender senderOf(Role role) {
    return switch (role) {
      case SEQUENCER -> SEQUENCER_A;
      case SLOT_SERVICE -> SLOT_SERVICE;
      case XT_QUEUE_SERVICE, BLOCK_STORE_SERVICE, SUPERBLOCK_SERVICE, P2P_GATEWAY ->
          new Sender.Publisher(role, "1");
    };
  }

  static SigningKey keyOf(Role role) {
    return switch (role) {
      case SEQUENCER -> KEY_A;
      case SLOT_SERVICE -> SLOT_KEY;
      case XT_QUEUE_SERVICE -> key(11);
      case BLOCK_STORE_SERVICE -> key(12);
      case SUPERBLOCK_SERVICE -> key(13);
      case P2P_GATEWAY -> key(14);
    };
  }

  static SigningKey key(int last) {
    return SigningKey.fromHex(String.format("%064x", last));
  }
}
