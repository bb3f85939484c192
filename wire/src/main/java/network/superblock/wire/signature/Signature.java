package network.superblock.wire.signature;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/**
 * A secp256k1 signature in the 64 bytes of EIP-2098: r, then s with the y parity in its highest
 * bit. The signer's address follows from it, which is all that a registry knows of a key.
 */
public record Signature(Bytes bytes) {

  /** Bytes of a signature. */
  public static final int SIZE = 64;

  private static final int S = 32;

  // Half the group's order. A larger s is the second signature that anyone can make of the first.
  private static final Bytes MAX_S =
      Bytes.fromHex("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

  public Signature {
    if (bytes.size() != SIZE)
      throw new IllegalArgumentException("a signature has 64 bytes, not " + bytes.size());
  }

  /**
   * A signature that somebody else made.
   *
   * @param rs r and s, 32 bytes each
   * @throws IllegalArgumentException if they are not 64 bytes
   */
  public static Signature ofParts(byte[] rs, boolean oddY) {
    if (rs.length != SIZE) throw new IllegalArgumentException("r and s have 64 bytes");
    return of(rs, oddY);
  }

  static Signature of(byte[] rs, boolean oddY) {
    var packed = rs.clone();
    if (oddY) packed[S] |= (byte) 0x80;
    return new Signature(Bytes.of(packed));
  }

  /**
   * Whose signature of {@code digest} this is; empty if it is nobody's.
   *
   * <p>Every digest and almost every 64 bytes have some signer: only a comparison with the address
   * that was expected says anything.
   */
  public Optional<Address> signerOf(Hash32 digest) {
    var rs = bytes.toArray();
    int parity = (rs[S] & 0x80) >>> 7;
    rs[S] &= 0x7f;
    if (Bytes.of(rs).slice(S, SIZE).compareTo(MAX_S) > 0) return Optional.empty();
    return recover(rs, digest, parity);
  }

  private static Optional<Address> recover(byte[] rs, Hash32 digest, int parity) {
    try {
      return Optional.of(
          SigningKey.addressOf(Secp256k1.get().ecdsaRecover(rs, digest.toArray(), parity)));
    } catch (Secp256k1Exception e) {
      // r is no point's x, or s is zero.
      return Optional.empty();
    }
  }
}
