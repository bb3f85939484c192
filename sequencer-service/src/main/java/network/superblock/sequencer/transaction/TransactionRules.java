package network.superblock.sequencer.transaction;

import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.wire.transaction.AccessListEntry;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;

/**
 * What must hold of a transaction before it may run. The node's simulation does not check most of
 * it. An empty answer is a pass.
 */
public final class TransactionRules {

  private static final long TRANSACTION_GAS = 21_000;
  private static final long CREATION_GAS = 32_000;
  private static final long ZERO_BYTE_GAS = 4;
  private static final long BYTE_GAS = 16;
  private static final long FLOOR_TOKEN_GAS = 10;
  private static final long TOKENS_PER_BYTE = 4;
  private static final long INIT_CODE_WORD_GAS = 2;
  private static final long ACCESSED_ACCOUNT_GAS = 2_400;
  private static final long ACCESSED_SLOT_GAS = 1_900;
  private static final int MAX_INIT_CODE = 2 * 24_576;
  private static final int WORD = 32;

  private TransactionRules() {}

  /** What can be said of the transaction alone. */
  public static Optional<TransactionRefusal> wellFormed(Transaction body, long blockGasLimit) {
    if (body.createsContract() && body.data().size() > MAX_INIT_CODE)
      return refuse(TransactionRefusal.initCodeTooLarge(body.data().size(), MAX_INIT_CODE));
    if (body.gasLimit() > blockGasLimit) return refuse(TransactionRefusal.exceedsBlockGasLimit());
    if (body.feeCap().isLessThan(body.tipCap())) return refuse(TransactionRefusal.tipAboveFeeCap());
    long intrinsic = intrinsicGas(body);
    if (body.gasLimit() < intrinsic)
      return refuse(TransactionRefusal.intrinsicGas(body.gasLimit(), intrinsic));
    long floor = floorGas(body);
    if (body.gasLimit() < floor)
      return refuse(TransactionRefusal.floorDataGas(body.gasLimit(), floor));
    return Optional.empty();
  }

  /** Whether the transaction may be the next of its sender. */
  public static Optional<TransactionRefusal> executable(
      SignedTransaction transaction, Account sender, Wei baseFee) {
    return transaction.nonce() > sender.nonce()
        ? refuse(
            TransactionRefusal.nonceTooHigh(
                transaction.sender(), sender.nonce(), transaction.nonce()))
        : admissible(transaction, sender, baseFee);
  }

  /** Whether the transaction may wait for its turn, be it the sender's next or a later one. */
  public static Optional<TransactionRefusal> admissible(
      SignedTransaction transaction, Account sender, Wei baseFee) {
    Transaction body = transaction.body();
    if (body.nonce() < sender.nonce())
      return refuse(TransactionRefusal.nonceTooLow(sender.nonce(), body.nonce()));
    if (sender.hasCode()) return refuse(TransactionRefusal.senderHasCode(transaction.sender()));
    if (!body.pays(baseFee))
      return refuse(TransactionRefusal.feeCapTooLow(transaction.sender(), body.feeCap(), baseFee));
    return affordable(body, sender.balance());
  }

  private static Optional<TransactionRefusal> affordable(Transaction body, Wei balance) {
    return balance.isLessThan(body.maxCost())
        ? refuse(TransactionRefusal.insufficientFunds(balance, body.maxCost()))
        : Optional.empty();
  }

  private static long intrinsicGas(Transaction body) {
    long zeros = zerosOf(body.data());
    long gas = TRANSACTION_GAS;
    gas += zeros * ZERO_BYTE_GAS + (body.data().size() - zeros) * BYTE_GAS;
    if (body.createsContract())
      gas += CREATION_GAS + INIT_CODE_WORD_GAS * ((body.data().size() + WORD - 1) / WORD);
    for (AccessListEntry entry : body.accessList())
      gas += ACCESSED_ACCOUNT_GAS + ACCESSED_SLOT_GAS * entry.storageKeys().size();
    return gas;
  }

  /** EIP-7623: what the data costs at least. */
  private static long floorGas(Transaction body) {
    long zeros = zerosOf(body.data());
    long tokens = zeros + (body.data().size() - zeros) * TOKENS_PER_BYTE;
    return TRANSACTION_GAS + tokens * FLOOR_TOKEN_GAS;
  }

  private static long zerosOf(Bytes data) {
    long zeros = 0;
    for (int i = 0; i < data.size(); i++) if (data.get(i) == 0) zeros++;
    return zeros;
  }

  private static Optional<TransactionRefusal> refuse(TransactionRefusal refusal) {
    return Optional.of(refusal);
  }
}
