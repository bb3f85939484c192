package network.superblock.preconfirmation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.wire.signature.SigningKey;

/** A chain of preconfirmations, one a block, as the tests need them. */
public final class Samples {

  public static final ChainId CHAIN = new ChainId(167000);
  public static final SigningKey KEY = SigningKey.fromHex("2a".repeat(32));
  public static final SigningKey OTHER_KEY = SigningKey.fromHex("2b".repeat(32));
  public static final Address SLASHER = address(9);
  public static final CommitmentSignatures SIGNATURES =
      new CommitmentSignatures(SigningDomain.DEFAULT);

  /** The end of every slot in the samples: seconds since 1970. */
  public static final long WINDOW_END = 4_000_000_000L;

  /** What block 0's promise is called. */
  public static final Hash32 GENESIS = hash(7);

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private Samples() {}

  public static Hash32 hash(int filling) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) filling);
    return Hash32.of(bytes);
  }

  public static Address address(int filling) {
    var bytes = new byte[20];
    Arrays.fill(bytes, (byte) filling);
    return Address.of(bytes);
  }

  /** Vector V1 of the specification. */
  public static Preconfirmation vectorOne() {
    return new Preconfirmation(
        false,
        UInt256.of(1),
        UInt256.of(2),
        UInt256.of(3),
        address(0),
        UInt256.of(4),
        hash(1),
        hash(2),
        UInt256.of(5),
        address(3),
        UInt256.of(6));
  }

  public static RawTxList txList(long number) {
    return RawTxList.of(Bytes.utf8("the transactions of block " + number));
  }

  public static Preconfirmation preconfirmation(long number, Hash32 parent) {
    return preconfirmation(number, parent, 30_000_000);
  }

  public static Preconfirmation preconfirmation(long number, Hash32 parent, long gasLimit) {
    return new Preconfirmation(
        false,
        UInt256.of(number),
        UInt256.of(1_000_000 + number),
        UInt256.of(gasLimit),
        address(4),
        UInt256.of(100),
        txList(number).hash(),
        parent,
        UInt256.of(WINDOW_END),
        address(3),
        UInt256.of(6));
  }

  public static SignedCommitment signed(Preconfirmation preconfirmation, SigningKey key) {
    return SIGNATURES.sign(new PreconfCommitment(preconfirmation, SLASHER), key);
  }

  /** The other form that anyone can make of a signature: with s above half the order. */
  public static SignedCommitment malleated(SignedCommitment signed) {
    var signature = signed.signature().toArray();
    var s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    var other = ORDER.subtract(s).toByteArray();
    Arrays.fill(signature, 32, 64, (byte) 0);
    var size = Math.min(other.length, 32);
    System.arraycopy(other, other.length - size, signature, 64 - size, size);
    signature[64] ^= 1;
    return new SignedCommitment(signed.commitment(), Bytes.wrap(signature));
  }

  /** Blocks 1 to {@code length}, each the child of the one before. */
  public static List<SignedCommitment> chain(int length) {
    var chain = new ArrayList<SignedCommitment>();
    var parent = GENESIS;
    for (var number = 1; number <= length; number++) {
      var next = preconfirmation(number, parent);
      chain.add(signed(next, KEY));
      parent = next.hash();
    }
    return chain;
  }
}
