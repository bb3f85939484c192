package network.superblock.protocol.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Vectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AbiReaderTest {

  private static final Address ADDRESS = new Address(Vectors.value(1, 20));

  @Test
  void readsWordsAndBytesByPosition() throws MalformedAbiException {
    var reader =
        reader(AbiWord.of(ADDRESS), AbiWord.of(96), AbiWord.of(7), AbiWord.of(3), right("abcdef"));
    assertThat(reader.address(0)).isEqualTo(ADDRESS);
    assertThat(reader.bytes(1)).isEqualTo(Bytes.fromHex("abcdef"));
    assertThat(AbiReader.number(reader.word(2))).isEqualTo(7);
  }

  @Test
  void refusesWhatPointsBeyondTheEnd() {
    assertRefused(() -> reader().word(0));
    assertRefused(() -> reader(AbiWord.of(32)).bytes(0));
    assertRefused(() -> reader(AbiWord.of(33), AbiWord.of(0)).bytes(0));
    assertRefused(() -> reader(AbiWord.of(32), AbiWord.of(1)).bytes(0));
    assertRefused(() -> reader(AbiWord.of(Long.MAX_VALUE), AbiWord.of(0)).bytes(0));
    assertRefused(() -> reader(AbiWord.of(32), AbiWord.of(Integer.MAX_VALUE)).bytes(0));
  }

  @Test
  void refusesWhatNoChainOrAddressIs() throws MalformedAbiException {
    Hash32 large = right("01");
    assertThat(AbiReader.chain(AbiWord.of(Long.MAX_VALUE))).isEqualTo(new ChainId(Long.MAX_VALUE));
    assertRefused(() -> AbiReader.chain(Hash32.ZERO));
    assertRefused(() -> AbiReader.chain(large));
    assertRefused(() -> AbiReader.address(large));
  }

  private static AbiReader reader(Hash32... words) {
    Bytes encoded = Bytes.EMPTY;
    for (Hash32 word : words) encoded = encoded.concat(word.bytes());
    return new AbiReader(encoded);
  }

  private static Hash32 right(String hex) {
    return Hash32.fromHex(hex + "0".repeat(64 - hex.length()));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(MalformedAbiException.class).isThrownBy(call);
  }
}
