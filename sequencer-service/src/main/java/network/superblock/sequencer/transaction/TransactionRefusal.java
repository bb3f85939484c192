package network.superblock.sequencer.transaction;

import network.superblock.protocol.Address;
import network.superblock.wire.transaction.TransactionDecoding;
import network.superblock.wire.transaction.Wei;

/**
 * Why a transaction is refused, in go-ethereum's words where it has any: wallets and libraries
 * recognise them.
 */
public record TransactionRefusal(Kind kind, String message) {

  /** What is wrong. */
  public enum Kind {
    /** It is no transaction of this chain, or none that any state could take. */
    INVALID,
    /** An earlier transaction of the sender has taken its place. */
    NONCE_TOO_LOW,
    /** An earlier transaction of the sender is missing. */
    NONCE_TOO_HIGH,
    /** The sender cannot pay for it. */
    INSUFFICIENT_FUNDS,
    /** It does not reach the block's base fee. */
    FEE_CAP_TOO_LOW,
    /** The pool has it already. */
    ALREADY_KNOWN,
    /** The pool has a better one, or no room. */
    NOT_BETTER,
    /** It reaches into the mailbox, which only cross-chain transactions may. */
    TOUCHES_MAILBOX,
    /** It belongs to a cross-chain transaction in progress. */
    LEG_OF_XT
  }

  /** As the decoder says it. */
  public static TransactionRefusal of(TransactionDecoding.Refused refused) {
    return invalid(refused.message());
  }

  static TransactionRefusal exceedsBlockGasLimit() {
    return invalid("exceeds block gas limit");
  }

  static TransactionRefusal initCodeTooLarge(int size, int limit) {
    return invalid("max initcode size exceeded: code size %d, limit %d".formatted(size, limit));
  }

  static TransactionRefusal tipAboveFeeCap() {
    return invalid("max priority fee per gas higher than max fee per gas");
  }

  static TransactionRefusal intrinsicGas(long limit, long needed) {
    return invalid("intrinsic gas too low: gas %d, minimum needed %d".formatted(limit, needed));
  }

  static TransactionRefusal floorDataGas(long limit, long needed) {
    return invalid(
        "insufficient gas for floor data gas cost: gas %d, minimum needed %d"
            .formatted(limit, needed));
  }

  static TransactionRefusal senderHasCode(Address sender) {
    return invalid("sender not an eoa: address " + sender);
  }

  static TransactionRefusal feeCapTooLow(Address sender, Wei feeCap, Wei baseFee) {
    return new TransactionRefusal(
        Kind.FEE_CAP_TOO_LOW,
        "max fee per gas less than block base fee: address %s, maxFeePerGas: %s, baseFee: %s"
            .formatted(sender, feeCap, baseFee));
  }

  static TransactionRefusal nonceTooLow(long next, long nonce) {
    return new TransactionRefusal(
        Kind.NONCE_TOO_LOW, "nonce too low: next nonce %d, tx nonce %d".formatted(next, nonce));
  }

  static TransactionRefusal nonceTooHigh(Address sender, long next, long nonce) {
    return new TransactionRefusal(
        Kind.NONCE_TOO_HIGH,
        "nonce too high: address %s, tx: %d state: %d".formatted(sender, nonce, next));
  }

  static TransactionRefusal insufficientFunds(Wei balance, Wei cost) {
    return new TransactionRefusal(
        Kind.INSUFFICIENT_FUNDS,
        "insufficient funds for gas * price + value: balance %s, tx cost %s, overshot %s"
            .formatted(balance, cost, cost.minus(balance)));
  }

  public static TransactionRefusal alreadyKnown() {
    return new TransactionRefusal(Kind.ALREADY_KNOWN, "already known");
  }

  public static TransactionRefusal replacementUnderpriced() {
    return new TransactionRefusal(Kind.NOT_BETTER, "replacement transaction underpriced");
  }

  public static TransactionRefusal accountLimitExceeded() {
    return new TransactionRefusal(Kind.NOT_BETTER, "account limit exceeded");
  }

  public static TransactionRefusal insufficientFundsWithQueue(Wei balance, Wei queued, Wei cost) {
    return new TransactionRefusal(
        Kind.INSUFFICIENT_FUNDS,
        "insufficient funds for gas * price + value: balance %s, queued cost %s, tx cost %s, overshot %s"
            .formatted(balance, queued, cost, queued.plus(cost).minus(balance)));
  }

  public static TransactionRefusal poolFull() {
    return new TransactionRefusal(Kind.NOT_BETTER, "txpool is full");
  }

  public static TransactionRefusal touchesMailbox() {
    return new TransactionRefusal(
        Kind.TOUCHES_MAILBOX,
        "the mailbox is only open to cross-chain transactions: send it with eth_sendXTransaction");
  }

  public static TransactionRefusal legOfXt() {
    return new TransactionRefusal(
        Kind.LEG_OF_XT, "transaction belongs to a cross-chain transaction in progress");
  }

  private static TransactionRefusal invalid(String message) {
    return new TransactionRefusal(Kind.INVALID, message);
  }
}
