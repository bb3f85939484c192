package network.superblock.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import org.junit.jupiter.api.Test;

class ReceiptTest {

  private static final RlpString GAS = RlpString.of(21_000);
  private static final RlpString BLOOM = RlpString.of(Bytes.of(new byte[256]));

  @Test
  void readsLegacyTypedAndDepositReceipts() throws MalformedRlpException {
    RlpList plain = RlpList.of(RlpString.of(1), GAS, BLOOM, RlpList.of());
    assertThat(Receipt.decode(plain.encoded()).succeeded()).isTrue();
    assertThat(Receipt.decode(typed("01", plain)).succeeded()).isTrue();
    RlpList failed = RlpList.of(RlpString.of(0), GAS, BLOOM, RlpList.of());
    assertThat(Receipt.decode(typed("02", failed)).succeeded()).isFalse();
    RlpList deposit =
        RlpList.of(RlpString.of(1), GAS, BLOOM, RlpList.of(), RlpString.of(7), RlpString.of(1));
    assertThat(Receipt.decode(typed("7e", deposit)).succeeded()).isTrue();
  }

  @Test
  void refusesWhatIsNoReceipt() {
    assertRefused(Bytes.EMPTY);
    assertRefused(Bytes.fromHex("02"));
    assertRefused(RlpString.of(GAS.value()).encoded());
    assertRefused(RlpList.of(RlpString.of(2), GAS, BLOOM, RlpList.of()).encoded());
    var log = Receipts.written(BlockScenario.OUT);
    assertRefused(RlpList.of(RlpString.of(0), GAS, BLOOM, RlpList.of(log)).encoded());
    assertRefused(RlpList.of(RlpString.of(1), GAS, BLOOM).encoded());
    assertRefused(RlpList.of(RlpString.of(1), GAS, BLOOM, RlpList.of(), GAS).encoded());
    assertRefused(RlpList.of(RlpString.of(1), GAS, BLOOM, RlpList.of(RlpList.of())).encoded());
  }

  private static Bytes typed(String type, RlpList fields) {
    return Bytes.fromHex(type).concat(fields.encoded());
  }

  private static void assertRefused(Bytes encoded) {
    assertThatExceptionOfType(MalformedRlpException.class)
        .isThrownBy(() -> Receipt.decode(encoded));
  }
}
