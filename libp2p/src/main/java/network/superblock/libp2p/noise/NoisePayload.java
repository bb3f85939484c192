package network.superblock.libp2p.noise;

import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtoReader;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * What binds a Noise static key to a libp2p identity. Extensions are neither sent nor heeded: the
 * muxer is agreed on by multistream-select, which every peer supports.
 */
record NoisePayload(PublicKey identity, Bytes signature) {

  private static final Bytes PREFIX = Bytes.utf8("noise-libp2p-static-key:");

  static NoisePayload sign(Identity identity, byte[] staticKey) {
    return new NoisePayload(
        identity.publicKey(), identity.sign(Bytes.concat(PREFIX, Bytes.wrap(staticKey))));
  }

  static NoisePayload decode(Bytes encoded) {
    var reader = new ProtoReader(encoded);
    var key = Bytes.EMPTY;
    var signature = Bytes.EMPTY;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> key = reader.bytes();
        case 2 -> signature = reader.bytes();
        default -> reader.skip();
      }
    }
    return new NoisePayload(PublicKey.fromProtobuf(key), signature);
  }

  Bytes encode() {
    return new ProtoWriter().bytes(1, identity.toProtobuf()).bytes(2, signature).toBytes();
  }

  /** The identity, if it really signed {@code staticKey}. */
  PublicKey authenticate(byte[] staticKey) {
    if (!identity.verifies(Bytes.concat(PREFIX, Bytes.wrap(staticKey)), signature)) {
      throw new ProtocolViolation("noise static key is not signed by the identity");
    }
    return identity;
  }
}
