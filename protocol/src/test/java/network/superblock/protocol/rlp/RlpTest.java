package network.superblock.protocol.rlp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import network.superblock.protocol.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RlpTest {

  @Test
  void encodesTheExamplesOfTheYellowPaper() throws MalformedRlpException {
    assertRoundTrip(text("dog"), "83646f67");
    assertRoundTrip(RlpList.of(text("cat"), text("dog")), "c88363617483646f67");
    assertRoundTrip(RlpString.EMPTY, "80");
    assertRoundTrip(RlpList.of(), "c0");
    assertRoundTrip(RlpString.of(0), "80");
    assertRoundTrip(RlpString.of(Bytes.of((byte) 0)), "00");
    assertRoundTrip(RlpString.of(15), "0f");
    assertRoundTrip(RlpString.of(127), "7f");
    assertRoundTrip(RlpString.of(128), "8180");
    assertRoundTrip(RlpString.of(1024), "820400");
    assertRoundTrip(
        RlpList.of(RlpList.of(), RlpList.of(RlpList.of()), RlpList.of(RlpList.of(), RlpList.of())),
        "c6c0c1c0c2c0c0");
    assertRoundTrip(
        text("Lorem ipsum dolor sit amet, consectetur adipisicing elit"),
        "b8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e73656374657475722061646970"
            + "69736963696e6720656c6974");
  }

  @Test
  void switchesToTheLongFormAbove55Bytes() {
    assertThat(RlpString.of(Bytes.of(new byte[55])).encoded().toHex()).startsWith("b700");
    assertThat(RlpString.of(Bytes.of(new byte[56])).encoded().toHex()).startsWith("b83800");
    assertThat(RlpString.of(Bytes.of(new byte[256])).encoded().toHex()).startsWith("b9010000");
    assertThat(RlpList.of(RlpString.of(Bytes.of(new byte[55]))).encoded().toHex())
        .startsWith("f838b700");
    assertThat(RlpString.of(Bytes.of(new byte[70_000])).encoded().toHex()).startsWith("ba01117000");
  }

  @Test
  void readsNumbersUpTo256Bits() throws MalformedRlpException {
    var max = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    assertThat(RlpString.of(max).toUint256()).isEqualTo(max);
    assertThat(RlpString.of(Long.MAX_VALUE).toLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(RlpString.EMPTY.toLong()).isZero();
    assertRefused(() -> RlpString.of(BigInteger.ONE.shiftLeft(63)).toLong());
    assertRefused(() -> RlpString.of(BigInteger.ONE.shiftLeft(256)).toUint256());
    assertRefused(() -> RlpString.of(Bytes.fromHex("0001")).toLong());
    assertRefused(() -> RlpString.of(Bytes.fromHex("00")).toUint256());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "nothing, ''",
    "a byte with a header, 8100",
    "a byte with a header, 817f",
    "a short string in the long form, b80100",
    "a 55 byte length in the long form, "
        + "b83700000000000000000000000000000000000000000000000000000000000000000000000000000000"
        + "000000000000000000000000000000",
    "a short list in the long form, f80100",
    "leading zeros in a length, b90038",
    "an early end, 83646f",
    "an early end of a length, b9",
    "an early end of a list, c283",
    "a length of 2^64 - 1, bfffffffffffffffff",
    "a list length of 2^64 - 1, ffffffffffffffffff",
    "a length of 2^31 - 1, bb7fffffff",
    "a length of 2^31, bb80000000",
    "bytes after the item, 8080",
    "bytes after a list, c000",
    "a child beyond its list, c18100",
    "a child beyond its list, c482646f6707",
  })
  void refuses(String what, String hex) {
    assertRefused(() -> decode(hex));
  }

  @Test
  void refusesWhatExceedsItsLimits() throws MalformedRlpException {
    var limits = new RlpLimits(8, 2, 4);
    assertThat(RlpDecoder.decode(Bytes.fromHex("c3010203"), limits).asList().size()).isEqualTo(3);
    assertThat(RlpDecoder.decode(Bytes.fromHex("c1c0"), limits).asList().size()).isEqualTo(1);
    assertRefused(() -> RlpDecoder.decode(Bytes.fromHex("c401020304"), limits));
    assertRefused(() -> RlpDecoder.decode(Bytes.fromHex("c2c1c0"), limits));
    assertRefused(() -> RlpDecoder.decode(Bytes.fromHex("880102030405060708"), limits));
  }

  @Test
  void refusesTheWrongKindOrSize() throws MalformedRlpException {
    RlpList list = decode("c28080").asList();
    assertRefused(() -> list.asString());
    assertRefused(() -> list.list(0));
    assertRefused(() -> list.get(2));
    assertRefused(() -> list.sized(3, 4));
    assertRefused(() -> list.string(0).asList());
    assertRefused(() -> list.string(0).toHash());
    assertRefused(() -> list.string(0).toAddress());
    assertThat(list.sized(2, 2)).isEqualTo(RlpList.of(RlpString.EMPTY, RlpString.EMPTY));
  }

  private static RlpString text(String text) {
    return RlpString.of(Bytes.of(text.getBytes(US_ASCII)));
  }

  private static RlpItem decode(String hex) throws MalformedRlpException {
    return RlpDecoder.decode(Bytes.fromHex(hex), RlpLimits.BLOCK);
  }

  private static void assertRoundTrip(RlpItem item, String hex) throws MalformedRlpException {
    assertThat(item.encoded().toHex()).isEqualTo(hex);
    assertThat(decode(hex)).isEqualTo(item);
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(MalformedRlpException.class).isThrownBy(call);
  }
}
