package network.superblock.libp2p.noise;

import java.security.SecureRandom;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 key pair, by BouncyCastle: raw keys, and twice as fast as the JDK. */
final class DhKeyPair {

  static final int SIZE = X25519.POINT_SIZE;

  private final byte[] secret = new byte[X25519.SCALAR_SIZE];
  private final byte[] publicKey = new byte[SIZE];

  private DhKeyPair() {}

  static DhKeyPair generate(SecureRandom random) {
    var pair = new DhKeyPair();
    X25519.generatePrivateKey(random, pair.secret);
    X25519.generatePublicKey(pair.secret, 0, pair.publicKey, 0);
    return pair;
  }

  byte[] publicKey() {
    return publicKey;
  }

  byte[] agree(byte[] remote) {
    var shared = new byte[SIZE];
    if (!X25519.calculateAgreement(secret, 0, remote, 0, shared, 0)) {
      throw new ProtocolViolation("noise key has a small order");
    }
    return shared;
  }
}
