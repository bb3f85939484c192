package network.superblock.libp2p.peer;

import network.superblock.libp2p.wire.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 by BouncyCastle, which verifies several times faster than the JDK. */
final class Ed25519Signatures {

  static final int SECRET_SIZE = Ed25519.SECRET_KEY_SIZE;

  private Ed25519Signatures() {}

  static Bytes publicKey(Bytes secret) {
    var key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret.unsafeArray(), 0, key, 0);
    return Bytes.wrap(key);
  }

  static Bytes sign(Bytes secret, Bytes publicKey, Bytes message) {
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(
        secret.unsafeArray(),
        0,
        publicKey.unsafeArray(),
        0,
        message.unsafeArray(),
        0,
        message.size(),
        signature,
        0);
    return Bytes.wrap(signature);
  }

  static boolean verify(Bytes publicKey, Bytes message, Bytes signature) {
    return signature.size() == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(
            signature.unsafeArray(),
            0,
            publicKey.unsafeArray(),
            0,
            message.unsafeArray(),
            0,
            message.size());
  }
}
