package network.superblock.libp2p.noise;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import network.superblock.libp2p.wire.ProtocolViolation;

/** One direction's key and message counter. See Noise, section 5.1. */
final class CipherState {

  static final int TAG_SIZE = 16;

  private static final int NONCE_SIZE = 12;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final byte[] nonce = new byte[NONCE_SIZE];
  private long counter;

  CipherState(byte[] key) {
    this.key = new SecretKeySpec(key, "ChaCha20");
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Encrypts into {@code out}, which gets 16 bytes more than {@code length}. It may be {@code
   * plain} at the same place.
   */
  void encrypt(byte[] data, byte[] plain, int from, int length, byte[] out, int at) {
    try {
      start(Cipher.ENCRYPT_MODE, data);
      cipher.doFinal(plain, from, length, out, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Decrypts {@code length} bytes, the tag among them. */
  byte[] decrypt(byte[] data, byte[] sealed, int from, int length) {
    var plain = new byte[Math.max(0, length - TAG_SIZE)];
    decrypt(data, sealed, from, length, plain, 0);
    return plain;
  }

  /**
   * Decrypts {@code length} bytes, the tag among them, into {@code out}, which may be {@code
   * sealed} at the same place.
   *
   * @return bytes decrypted
   */
  int decrypt(byte[] data, byte[] sealed, int from, int length, byte[] out, int at) {
    if (length < TAG_SIZE) throw new ProtocolViolation("noise message is too short");
    try {
      start(Cipher.DECRYPT_MODE, data);
      return cipher.doFinal(sealed, from, length, out, at);
    } catch (AEADBadTagException _) {
      throw new ProtocolViolation("noise message does not authenticate");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void start(int mode, byte[] data) throws GeneralSecurityException {
    if (counter == -1) throw new IllegalStateException("noise key is used up");
    for (var i = 0; i < Long.BYTES; i++) nonce[4 + i] = (byte) (counter >>> (8 * i));
    counter++;
    cipher.init(mode, key, new IvParameterSpec(nonce));
    if (data.length > 0) cipher.updateAAD(data);
  }
}
