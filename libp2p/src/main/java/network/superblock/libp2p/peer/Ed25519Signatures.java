package network.superblock.libp2p.peer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** Ed25519 by BouncyCastle, which verifies several times faster than the JDK. */
final class Ed25519Signatures {

  static final int SECRET_SIZE = Ed25519.SECRET_KEY_SIZE;

  private static final int KNOWN_KEYS = 1024;

  /** The latest used keys as points: who signs one message mostly signs more. */
  private static final Map<Bytes, PublicPoint> POINTS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, PublicPoint> eldest) {
          return size() > KNOWN_KEYS;
        }
      };

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
    if (signature.size() != Ed25519.SIGNATURE_SIZE) return false;
    var point = pointOf(publicKey);
    return point.isPresent()
        && Ed25519.verify(
            signature.unsafeArray(), 0, point.get(), message.unsafeArray(), 0, message.size());
  }

  /** The point of a key, unless the key is none. */
  private static Optional<PublicPoint> pointOf(Bytes publicKey) {
    synchronized (POINTS) {
      var known = POINTS.get(publicKey);
      if (known != null) return Optional.of(known);
    }
    var point = Ed25519.validatePublicKeyPartialExport(publicKey.unsafeArray(), 0);
    if (point == null) return Optional.empty();
    synchronized (POINTS) {
      POINTS.put(publicKey, point);
    }
    return Optional.of(point);
  }
}
