package network.superblock.libp2p.peer;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtoReader;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * A peer's public identity key.
 *
 * @param raw 32 bytes of Ed25519, or 33 compressed bytes of secp256k1
 */
public record PublicKey(KeyType type, Bytes raw) {

  public PublicKey {
    if (raw.size() != type.publicKeySize()) {
      throw new ProtocolViolation(type + " public key has " + raw.size() + " bytes");
    }
  }

  /** Reads the protobuf form, which every libp2p message uses for keys. */
  public static PublicKey fromProtobuf(Bytes encoded) {
    var reader = new ProtoReader(encoded);
    var type = 0L;
    var data = Bytes.EMPTY;
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> type = reader.varint();
        case 2 -> data = reader.bytes();
        default -> reader.skip();
      }
    }
    return new PublicKey(KeyType.ofCode(type), data);
  }

  public Bytes toProtobuf() {
    return new ProtoWriter().varint(1, type.code()).bytes(2, raw).toBytes();
  }

  /** Whether {@code signature} is this key's over {@code message}; anything malformed is not. */
  public boolean verifies(Bytes message, Bytes signature) {
    return switch (type) {
      case ED25519 -> Ed25519Signatures.verify(raw, message, signature);
      case SECP256K1 -> Secp256k1Signatures.verify(raw, message, signature);
    };
  }

  public PeerId peerId() {
    return PeerId.of(this);
  }
}
