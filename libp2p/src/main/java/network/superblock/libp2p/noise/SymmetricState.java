package network.superblock.libp2p.noise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import network.superblock.libp2p.peer.Sha256;

/** The chaining key and transcript hash of a handshake. See Noise, section 5.2. */
final class SymmetricState {

  /** Exactly 32 bytes, so that it is its own initial hash. */
  private static final String NAME = "Noise_XX_25519_ChaChaPoly_SHA256";

  private byte[] chainingKey = NAME.getBytes(StandardCharsets.US_ASCII);
  private byte[] hash = chainingKey.clone();
  private CipherState cipher = new CipherState(new byte[32]);
  private boolean keyed;

  void mixHash(byte[] data) {
    var digest = Sha256.digest();
    digest.update(hash);
    hash = digest.digest(data);
  }

  void mixKey(byte[] material) {
    var keys = derive(material);
    chainingKey = keys[0];
    cipher = new CipherState(keys[1]);
    keyed = true;
  }

  byte[] encryptAndHash(byte[] plain) {
    var sealed = plain;
    if (keyed) {
      sealed = new byte[plain.length + CipherState.TAG_SIZE];
      cipher.encrypt(hash, plain, 0, plain.length, sealed, 0);
    }
    mixHash(sealed);
    return sealed;
  }

  byte[] decryptAndHash(byte[] sealed) {
    var plain = keyed ? cipher.decrypt(hash, sealed, 0, sealed.length) : sealed;
    mixHash(sealed);
    return plain;
  }

  /** The initiator's sending key first, then the responder's. */
  CipherState[] split() {
    var keys = derive(new byte[0]);
    return new CipherState[] {new CipherState(keys[0]), new CipherState(keys[1])};
  }

  private byte[][] derive(byte[] material) {
    var temporary = hmac(chainingKey, material);
    var first = hmac(temporary, new byte[] {1});
    var second = Arrays.copyOf(first, first.length + 1);
    second[first.length] = 2;
    return new byte[][] {first, hmac(temporary, second)};
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
