package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.SIGNATURES;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.vectorOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.hash.Keccak256;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 2: hashes and signatures. */
class Section2SignaturesTest {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  @Test
  void hashesAndSignsVectorOne() {
    var signed = signed(vectorOne(), Samples.KEY);
    assertThat(vectorOne().hash().bytes().toHex())
        .isEqualTo("50b482774130cb78613c8df21212a69a5c11d1eef07f2747fe4753661e4072d6");
    assertThat(SigningDomain.DEFAULT.digestOf(signed.commitment()).bytes().toHex())
        .isEqualTo("b6ac8179d56980777268aacd2a9ed3da614c578b90c943a669bf37d5e16afa11");
    assertThat(signed.signature().toHex())
        .isEqualTo(
            "4da5e52178bf00ccaa8aade4ab33775816b8b898d2f264503bc1fdf63a3b0400"
                + "65a0b6b41b0d150f6558aaee8fb7a35b7ce6ec46008de3fc37eb501b1775c2b6"
                + "01");
    assertThat(Bytes.wrap(Keccak256.hash(signed.encode().unsafeArray())).toHex())
        .isEqualTo("24a8c17875d9f8471a877ad4ac25576fc6db053e98334bd06bd55297487030a9");
    assertThat(SIGNATURES.recover(signed))
        .isInstanceOfSatisfying(
            Recovery.Signed.class,
            recovered ->
                assertThat(recovered.signer().bytes().toHex())
                    .isEqualTo("b0e5863d0ddf7e105e409fee0ecc0123a362e14b"));
  }

  @Test
  void seesThroughAMalleatedSignature() {
    var signed = signed(vectorOne(), Samples.KEY);
    assertThat(SIGNATURES.recover(malleate(signed)))
        .isEqualTo(new Recovery.Signed(Samples.KEY.address(), signed, true));
  }

  @Test
  void recoversNobodyFromWhatIsNoSignature() {
    var signed = signed(vectorOne(), Samples.KEY);
    for (var v : new int[] {4, 27, 28, 255}) {
      assertThat(SIGNATURES.recover(with(signed, 64, v)))
          .isInstanceOf(Recovery.Unrecoverable.class);
    }
    for (var filling : new int[] {0, 255}) {
      var bytes = new byte[65];
      Arrays.fill(bytes, 0, 64, (byte) filling);
      var bad = new SignedCommitment(signed.commitment(), Bytes.wrap(bytes));
      assertThat(SIGNATURES.recover(bad)).isInstanceOf(Recovery.Unrecoverable.class);
    }
  }

  @Test
  void aDomainOfAnotherLengthStopsTheStart() {
    assertThatThrownBy(() -> SigningDomain.ofText("short"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SignedCommitment with(SignedCommitment signed, int index, int value) {
    var bytes = signed.signature().toArray();
    bytes[index] = (byte) value;
    return new SignedCommitment(signed.commitment(), Bytes.wrap(bytes));
  }

  static SignedCommitment malleate(SignedCommitment signed) {
    var bytes = signed.signature().toArray();
    var s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    var high = ORDER.subtract(s).toByteArray();
    System.arraycopy(high, high.length - 32, bytes, 32, 32);
    bytes[64] ^= 1;
    return new SignedCommitment(signed.commitment(), Bytes.wrap(bytes));
  }
}
