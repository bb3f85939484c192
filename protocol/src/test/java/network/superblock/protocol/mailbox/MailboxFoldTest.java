package network.superblock.protocol.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;
import org.junit.jupiter.api.Test;

class MailboxFoldTest {

  private static final MailboxHeader PING =
      new MailboxHeader(
          new ChainId(77777),
          new ChainId(88888),
          address(0x11),
          address(0x22),
          AbiWord.of(42),
          text("PING"));

  @Test
  void computesTheKeyOfTheSpecification() {
    assertThat(MailboxKey.of(PING).hash())
        .isEqualTo(
            Hash32.fromHex("a73cc41e0c7ca9cb3fa5603a103512522c169b41affc5d7ba6df767fd372216e"));
  }

  @Test
  void foldsAsTheSpecification() {
    assertThat(MailboxFold.fold(Hash32.ZERO, new MailboxMessage(PING, text("Hello"))))
        .isEqualTo(
            Hash32.fromHex("e711e6199eea934d9e86897975d28b624f33c3630168b9d41d9299a405c9d1af"));
  }

  @Test
  void padsTheDataToWholeWords() {
    var key = MailboxKey.of(PING);
    for (int size : new int[] {0, 1, 31, 32, 33, 64}) {
      byte[] padded = new byte[(size + 31) / 32 * 32];
      Arrays.fill(padded, 0, size, (byte) 7);
      Bytes encoded =
          Hash32.ZERO
              .bytes()
              .concat(key.hash().bytes())
              .concat(AbiWord.of(96).bytes())
              .concat(AbiWord.of(size).bytes())
              .concat(Bytes.of(padded));
      assertThat(MailboxFold.fold(Hash32.ZERO, key, Bytes.of(padded).slice(0, size)))
          .isEqualTo(Keccak256.hash(encoded));
    }
  }

  /** As solc places {@code mapping(uint256 => bytes32)} at slot 1 for key 88888. */
  @Test
  void findsTheEntryOfAMapping() {
    assertThat(MailboxLayout.inboxRoot(new ChainId(88888)))
        .isEqualTo(Keccak256.hash(Bytes.fromHex("0".repeat(59) + "15b38" + "0".repeat(63) + "1")));
    assertThat(MailboxLayout.provenSlots(java.util.List.of(new ChainId(1), new ChainId(2))))
        .hasSize(5)
        .contains(MailboxLayout.FOLD_COUNT, MailboxLayout.outboxRoot(new ChainId(2)));
  }

  private static Address address(int fill) {
    byte[] bytes = new byte[20];
    Arrays.fill(bytes, (byte) fill);
    return Address.of(bytes);
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
