package network.superblock.libp2p.gossip;

import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtoWriter;

/** A message as it travels. Which of the optional fields must be there is the policy's matter. */
record Message(
    Optional<Bytes> from,
    Bytes data,
    Optional<Bytes> sequence,
    String topic,
    Optional<Bytes> signature,
    Optional<Bytes> key) {

  static Message unsigned(String topic, Bytes data) {
    return new Message(
        Optional.empty(), data, Optional.empty(), topic, Optional.empty(), Optional.empty());
  }

  Message signedWith(Bytes newSignature) {
    return new Message(from, data, sequence, topic, Optional.of(newSignature), key);
  }

  /** The known fields in the order of their numbers. */
  ProtoWriter encode() {
    var writer = encodeSigned();
    signature.ifPresent(value -> writer.bytes(5, value));
    key.ifPresent(value -> writer.bytes(6, value));
    return writer;
  }

  /** The part that a signature covers: neither the signature nor the key. */
  ProtoWriter encodeSigned() {
    var writer = new ProtoWriter();
    from.ifPresent(value -> writer.bytes(1, value));
    writer.bytes(2, data);
    sequence.ifPresent(value -> writer.bytes(3, value));
    return writer.string(4, topic);
  }
}
