package network.superblock.wire.transaction;

import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;

/**
 * What a transaction asks for, without its signature.
 *
 * @param feeCap the most that one gas may cost; a legacy transaction's gas price
 * @param tipCap the most that one gas may pay above the base fee; equal to the fee cap before
 *     EIP-1559
 * @param recipient empty when the transaction creates a contract
 * @param data the call's input, or the new contract's init code
 */
public record Transaction(
    Type type,
    long nonce,
    long gasLimit,
    Wei feeCap,
    Wei tipCap,
    Optional<Address> recipient,
    Wei value,
    Bytes data,
    List<AccessListEntry> accessList) {

  /** The EIP-2718 kinds that a rollup takes. */
  public enum Type {
    LEGACY,
    ACCESS_LIST,
    DYNAMIC_FEE
  }

  public Transaction {
    accessList = List.copyOf(accessList);
  }

  /** A plain EIP-1559 call. */
  public static Transaction call(
      long nonce, long gasLimit, Wei feeCap, Wei tipCap, Address recipient, Bytes data) {
    return new Transaction(
        Type.DYNAMIC_FEE,
        nonce,
        gasLimit,
        feeCap,
        tipCap,
        Optional.of(recipient),
        Wei.ZERO,
        data,
        List.of());
  }

  public boolean createsContract() {
    return recipient.isEmpty();
  }

  /** The most that the transaction can cost its sender. */
  public Wei maxCost() {
    return feeCap.times(gasLimit).plus(value);
  }

  public boolean pays(Wei baseFee) {
    return !feeCap.isLessThan(baseFee);
  }

  /**
   * The most that one gas may pay above any base fee; before EIP-1559 the whole gas price, since
   * nothing less was signed.
   */
  public Wei highestTip() {
    return tipCap.min(feeCap);
  }

  /**
   * What one gas pays above the base fee.
   *
   * @throws IllegalArgumentException if the fee cap does not reach the base fee
   */
  public Wei effectiveTip(Wei baseFee) {
    return tipCap.min(feeCap.minus(baseFee));
  }
}
