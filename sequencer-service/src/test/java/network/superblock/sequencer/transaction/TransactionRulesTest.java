package network.superblock.sequencer.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.wire.signature.SigningKey;
import network.superblock.wire.transaction.AccessListEntry;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.Test;

/** The texts are go-ethereum's. */
class TransactionRulesTest {

  private static final Address RECIPIENT =
      Address.fromHex("3535353535353535353535353535353535353535");
  private static final SigningKey KEY = SigningKey.fromHex("46".repeat(32));
  private static final long BLOCK_GAS = 30_000_000;
  private static final Wei BASE_FEE = Wei.of(7);

  @Test
  void takesAWellFormedTransaction() {
    assertThat(TransactionRules.wellFormed(call(21_000, Bytes.EMPTY), BLOCK_GAS)).isEmpty();
  }

  @Test
  void refusesMoreGasThanABlockHas() {
    assertThat(wellFormed(call(BLOCK_GAS + 1, Bytes.EMPTY))).isEqualTo("exceeds block gas limit");
  }

  @Test
  void refusesLessGasThanTheIntrinsic() {
    assertThat(wellFormed(call(20_999, Bytes.EMPTY)))
        .isEqualTo("intrinsic gas too low: gas 20999, minimum needed 21000");
    // One zero byte and one other.
    assertThat(wellFormed(call(21_019, Bytes.fromHex("0001"))))
        .isEqualTo("intrinsic gas too low: gas 21019, minimum needed 21020");
  }

  @Test
  void refusesLessGasThanTheDataCostsAtLeast() {
    assertThat(wellFormed(call(21_049, Bytes.fromHex("0001"))))
        .isEqualTo("insufficient gas for floor data gas cost: gas 21049, minimum needed 21050");
  }

  @Test
  void countsCreationAndAccessList() {
    var creation =
        transaction(
            Optional.empty(),
            57_306,
            Bytes.fromHex("01"),
            List.of(new AccessListEntry(RECIPIENT, List.of(Hash32.ZERO))));

    assertThat(wellFormed(creation))
        .isEqualTo("intrinsic gas too low: gas 57306, minimum needed 57318");
  }

  @Test
  void refusesTooMuchInitCode() {
    var creation = transaction(Optional.empty(), 10_000_000, Bytes.of(new byte[49_153]), List.of());

    assertThat(wellFormed(creation))
        .isEqualTo("max initcode size exceeded: code size 49153, limit 49152");
  }

  @Test
  void refusesATipAboveTheFeeCap() {
    var greedy = Transaction.call(0, 21_000, Wei.of(1), Wei.of(2), RECIPIENT, Bytes.EMPTY);

    assertThat(wellFormed(greedy))
        .isEqualTo("max priority fee per gas higher than max fee per gas");
  }

  @Test
  void refusesWhatCannotBeTheSendersNext() {
    assertThat(executable(new Account(4, Wei.of(1_000_000), false)))
        .isEqualTo("nonce too low: next nonce 4, tx nonce 3");
    assertThat(executable(new Account(2, Wei.of(1_000_000), false)))
        .isEqualTo("nonce too high: address " + KEY.address() + ", tx: 3 state: 2");
    assertThat(executable(new Account(3, Wei.of(1_000_000), true)))
        .isEqualTo("sender not an eoa: address " + KEY.address());
    assertThat(executable(new Account(3, Wei.of(209_999), false)))
        .isEqualTo(
            "insufficient funds for gas * price + value: "
                + "balance 209999, tx cost 210000, overshot 1");
    assertThat(executable(new Account(3, Wei.of(210_000), false))).isEqualTo("executable");
  }

  @Test
  void refusesAFeeCapBelowTheBaseFee() {
    var transaction =
        SignedTransaction.sign(
            Transaction.call(0, 21_000, Wei.of(6), Wei.of(1), RECIPIENT, Bytes.EMPTY),
            KEY,
            new ChainId(1));

    assertThat(
            TransactionRules.executable(
                    transaction, new Account(0, Wei.of(1_000_000), false), BASE_FEE)
                .orElseThrow()
                .message())
        .isEqualTo(
            "max fee per gas less than block base fee: address "
                + KEY.address()
                + ", maxFeePerGas: 6, baseFee: 7");
  }

  private static String executable(Account sender) {
    var transaction =
        SignedTransaction.sign(
            Transaction.call(3, 21_000, Wei.of(10), Wei.of(1), RECIPIENT, Bytes.EMPTY),
            KEY,
            new ChainId(1));
    return TransactionRules.executable(transaction, sender, BASE_FEE)
        .map(TransactionRefusal::message)
        .orElse("executable");
  }

  private static String wellFormed(Transaction body) {
    return TransactionRules.wellFormed(body, BLOCK_GAS)
        .map(TransactionRefusal::message)
        .orElse("well-formed");
  }

  private static Transaction call(long gas, Bytes data) {
    return transaction(Optional.of(RECIPIENT), gas, data, List.of());
  }

  private static Transaction transaction(
      Optional<Address> recipient, long gas, Bytes data, List<AccessListEntry> accessList) {
    return new Transaction(
        Transaction.Type.DYNAMIC_FEE,
        0,
        gas,
        Wei.of(10),
        Wei.of(1),
        recipient,
        Wei.ZERO,
        data,
        accessList);
  }
}
