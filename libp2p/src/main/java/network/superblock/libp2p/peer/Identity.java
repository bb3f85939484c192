package network.superblock.libp2p.peer;

import java.security.SecureRandom;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtoReader;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.ProtocolViolation;

/** A node's own key pair. One per replica, never shared: two hosts with one identity fight. */
public final class Identity {

  private static final int SEED_AND_PUBLIC = 64;
  private static final int SEED_AND_PUBLIC_TWICE = 96;

  private final Bytes secret;
  private final PublicKey publicKey;

  private Identity(Bytes secret, PublicKey publicKey) {
    this.secret = secret;
    this.publicKey = publicKey;
  }

  /**
   * An Ed25519 identity.
   *
   * @param seed 32 random bytes
   */
  public static Identity ed25519(Bytes seed) {
    if (seed.size() != Ed25519Signatures.SECRET_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
    }
    return new Identity(seed, new PublicKey(KeyType.ED25519, Ed25519Signatures.publicKey(seed)));
  }

  /**
   * A secp256k1 identity.
   *
   * @param secret 32 bytes, below the curve's order and not zero
   */
  public static Identity secp256k1(Bytes secret) {
    if (!Secp256k1Signatures.isSecret(secret)) {
      throw new IllegalArgumentException("not a secp256k1 secret");
    }
    return new Identity(
        secret, new PublicKey(KeyType.SECP256K1, Secp256k1Signatures.publicKey(secret)));
  }

  /** A fresh Ed25519 identity. */
  public static Identity generate() {
    var seed = new byte[Ed25519Signatures.SECRET_SIZE];
    new SecureRandom().nextBytes(seed);
    return ed25519(Bytes.wrap(seed));
  }

  /** Reads the PrivateKey protobuf that libp2p tools write; the 96-byte legacy form too. */
  public static Identity fromProtobuf(Bytes encoded) {
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
    return switch (KeyType.ofCode(type)) {
      case ED25519 -> fromSeedAndPublic(data);
      case SECP256K1 -> secp256k1(data);
    };
  }

  public Bytes toProtobuf() {
    var data =
        switch (publicKey.type()) {
          case ED25519 -> Bytes.concat(secret, publicKey.raw());
          case SECP256K1 -> secret;
        };
    return new ProtoWriter().varint(1, publicKey.type().code()).bytes(2, data).toBytes();
  }

  public Bytes sign(Bytes message) {
    return switch (publicKey.type()) {
      case ED25519 -> Ed25519Signatures.sign(secret, publicKey.raw(), message);
      case SECP256K1 -> Secp256k1Signatures.sign(secret, message);
    };
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  public PeerId peerId() {
    return publicKey.peerId();
  }

  /** Names the peer only: a key must not reach a log. */
  @Override
  public String toString() {
    return "Identity[" + peerId() + "]";
  }

  private static Identity fromSeedAndPublic(Bytes data) {
    if (data.size() != SEED_AND_PUBLIC && data.size() != SEED_AND_PUBLIC_TWICE) {
      throw new ProtocolViolation("an Ed25519 private key has 64 bytes");
    }
    var identity = ed25519(data.slice(0, Ed25519Signatures.SECRET_SIZE));
    if (!identity.publicKey.raw().equals(data.slice(32, 64))) {
      throw new ProtocolViolation("the halves of the Ed25519 private key do not match");
    }
    return identity;
  }
}
