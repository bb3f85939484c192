package network.superblock.libp2p.peer;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import network.superblock.libp2p.wire.Bytes;

/** ECDSA on secp256k1 over SHA-256, signatures in DER. */
final class Secp256k1Signatures {

  static final int SECRET_SIZE = 32;
  private static final int MAX_DER_SIZE = 72;

  private Secp256k1Signatures() {}

  static boolean isSecret(Bytes secret) {
    return secret.size() == SECRET_SIZE && curve().secKeyVerify(secret.unsafeArray());
  }

  static Bytes publicKey(Bytes secret) {
    var point = curve().pubkeyCreate(secret.unsafeArray());
    return Bytes.wrap(curve().pubKeyCompress(point));
  }

  static Bytes sign(Bytes secret, Bytes message) {
    var compact = curve().sign(Sha256.of(message).unsafeArray(), secret.unsafeArray());
    return Bytes.wrap(curve().compact2der(compact));
  }

  static boolean verify(Bytes publicKey, Bytes message, Bytes signature) {
    if (signature.isEmpty() || signature.size() > MAX_DER_SIZE) return false;
    try {
      // Others may send the high half of the curve order; the library accepts the low half only.
      var compact = curve().signatureNormalize(signature.unsafeArray()).getFirst();
      return curve().verify(compact, Sha256.of(message).unsafeArray(), publicKey.unsafeArray());
    } catch (Secp256k1Exception | IllegalArgumentException _) {
      return false;
    }
  }

  private static Secp256k1 curve() {
    return Secp256k1.Companion.get();
  }
}
