package network.superblock.preconfirmation.signature;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import java.util.Arrays;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.wire.signature.SigningKey;

/**
 * Signs commitments and recovers signers: secp256k1 over {@link SigningDomain#digestOf}, RFC 6979,
 * written as r, s and the recovery id 0 to 3.
 */
public final class CommitmentSignatures {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final int S = 32;
  private static final int V = 64;

  private final SigningDomain domain;

  public CommitmentSignatures(SigningDomain domain) {
    this.domain = domain;
  }

  /** Signs deterministically, with the lower s. */
  public SignedCommitment sign(PreconfCommitment commitment, SigningKey key) {
    var packed = key.sign(domain.digestOf(commitment)).bytes().toArray();
    var signature = Arrays.copyOf(packed, SignedCommitment.SIGNATURE_SIZE);
    signature[V] = (byte) ((packed[S] & 0x80) >>> 7);
    signature[S] &= 0x7f;
    return new SignedCommitment(commitment, Bytes.wrap(signature));
  }

  public Recovery recover(SignedCommitment signed) {
    var signature = signed.signature().toArray();
    var v = signature[V];
    if (v < 0 || v > 3) return new Recovery.Unrecoverable("recovery id " + (v & 0xff));
    var s = new BigInteger(1, Arrays.copyOfRange(signature, S, V));
    var malleated = s.compareTo(HALF_ORDER) > 0 && s.compareTo(ORDER) < 0;
    if (malleated) lower(signature, s);
    return recover(signed.commitment(), signature, malleated);
  }

  private Recovery recover(PreconfCommitment commitment, byte[] signature, boolean malleated) {
    try {
      var rs = Arrays.copyOf(signature, V);
      var key = Secp256k1.get().ecdsaRecover(rs, digest(commitment), signature[V]);
      var canonical = new SignedCommitment(commitment, Bytes.wrap(signature));
      return new Recovery.Signed(addressOf(key), canonical, malleated);
    } catch (Secp256k1Exception | IllegalArgumentException e) {
      // r is no point's x, or r or s is zero or beyond the order.
      return new Recovery.Unrecoverable(String.valueOf(e.getMessage()));
    }
  }

  private byte[] digest(PreconfCommitment commitment) {
    Hash32 digest = domain.digestOf(commitment);
    return digest.toArray();
  }

  private static void lower(byte[] signature, BigInteger s) {
    var low = ORDER.subtract(s).toByteArray();
    Arrays.fill(signature, S, V, (byte) 0);
    var size = Math.min(low.length, S);
    System.arraycopy(low, low.length - size, signature, V - size, size);
    signature[V] ^= 1;
  }

  private static Address addressOf(byte[] publicKey) {
    var point = Secp256k1.get().pubkeyParse(publicKey);
    var hash = new Keccak256().update(point, 1, point.length - 1).digest();
    return Address.of(Arrays.copyOfRange(hash, 12, 32));
  }
}
