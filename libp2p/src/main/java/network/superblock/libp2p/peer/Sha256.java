package network.superblock.libp2p.peer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.superblock.libp2p.wire.Bytes;

/** SHA-256, which every Java platform has. */
public final class Sha256 {

  private Sha256() {}

  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Bytes of(Bytes data) {
    return Bytes.wrap(digest().digest(data.unsafeArray()));
  }
}
