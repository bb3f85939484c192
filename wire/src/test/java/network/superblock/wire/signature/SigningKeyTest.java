package network.superblock.wire.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

  /** The first account of every Ethereum development node. */
  private static final String HEX =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  private static final SigningKey KEY = SigningKey.fromHex(HEX);
  private static final Hash32 DIGEST = Hash32.of(Keccak256.hash(new byte[] {1, 2, 3}));
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  @Test
  void isKnownByItsEthereumAddress() {
    assertThat(KEY.address())
        .isEqualTo(Address.fromHex("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
  }

  /** The two examples of EIP-2098 itself. */
  @Test
  void packsSignaturesAsTheStandardsExamples() {
    var key = SigningKey.fromHex("1234567890".repeat(6) + "1234");
    var hello = ethereumMessage("Hello World");
    var small = ethereumMessage("It's a small(er) world");

    assertThat(key.sign(hello).bytes().toHex())
        .isEqualTo(
            "68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b90"
                + "7e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064");
    assertThat(key.sign(small).bytes().toHex())
        .isEqualTo(
            "9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76"
                + "939c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793");
  }

  @Test
  void signsTheSameTwice() {
    assertThat(KEY.sign(DIGEST)).isEqualTo(KEY.sign(DIGEST));
  }

  @Test
  void isRecognisedInEverySignature() {
    for (int i = 0; i < 200; i++) {
      var digest = Hash32.of(Keccak256.hash(new byte[] {(byte) i}));
      assertThat(KEY.sign(digest).signerOf(digest)).contains(KEY.address());
    }
  }

  @Test
  void isNotRecognisedInAnotherDigestsSignature() {
    assertThat(KEY.sign(DIGEST).signerOf(Hash32.ZERO)).isNotEqualTo(Optional.of(KEY.address()));
  }

  /** s and order - s sign the same; only the smaller one counts. */
  @Test
  void refusesTheSecondSignature() {
    var digest = DIGEST;
    var rs = KEY.sign(digest).bytes().toArray();
    int parity = rs[32] & 0x80;
    rs[32] &= 0x7f;
    var s = new BigInteger(1, Arrays.copyOfRange(rs, 32, 64));
    var high = ORDER.subtract(s).toByteArray();
    // The highest bit is the parity's, so most such s cannot even be written down.
    System.arraycopy(high, high.length - 32, rs, 32, 32);
    rs[32] = (byte) ((rs[32] & 0x7f) | (parity ^ 0x80));

    assertThat(new Signature(Bytes.of(rs)).signerOf(digest))
        .isNotEqualTo(Optional.of(KEY.address()));
  }

  @Test
  void refusesAnSAboveHalfTheOrder() {
    var rs = KEY.sign(DIGEST).bytes().toArray();
    var aboveHalf = ORDER.shiftRight(1).add(BigInteger.ONE).toByteArray();
    System.arraycopy(aboveHalf, aboveHalf.length - 32, rs, 32, 32);

    assertThat(new Signature(Bytes.of(rs)).signerOf(DIGEST)).isEmpty();
  }

  @Test
  void findsNobodyInZeroes() {
    assertThat(new Signature(Bytes.of(new byte[64])).signerOf(DIGEST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "zz0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff8",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
      })
  void refusesWhatIsNoPrivateKeyWithoutShowingIt(String hex) {
    assertThatThrownBy(() -> SigningKey.fromHex(hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("private key")
        .satisfies(e -> {
          if (hex.length() > 2) assertThat(e.getMessage()).doesNotContain(hex);
        })
        .hasNoCause();
  }

  @Test
  void readsAFileWithALinesEnd(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("key"), "0x" + HEX + "\n");
    assertThat(SigningKey.read(file).address()).isEqualTo(KEY.address());
  }

  @Test
  void refusesALargeFile(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("key"), "0".repeat(1000));
    assertThatThrownBy(() -> SigningKey.read(file)).hasMessageContaining("too large");
  }

  @Test
  void makesNewKeysThatComeBackFromHex() {
    var key = SigningKey.generate(new SecureRandom());
    assertThat(SigningKey.fromHex(key.exportHex()).address()).isEqualTo(key.address());
  }

  @Test
  void neverShowsItself() {
    assertThat(KEY.toString()).doesNotContain(HEX).contains(KEY.address().toString());
  }

  private static Hash32 ethereumMessage(String text) {
    var message = "\u0019Ethereum Signed Message:\n" + text.length() + text;
    return Hash32.of(Keccak256.hash(message.getBytes(UTF_8)));
  }
}
