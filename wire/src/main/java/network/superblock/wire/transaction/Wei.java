package network.superblock.wire.transaction;

import java.math.BigInteger;

/** An amount of a chain's coin, or a price of gas, in the smallest unit. Never negative. */
public record Wei(BigInteger amount) implements Comparable<Wei> {

  public static final Wei ZERO = new Wei(BigInteger.ZERO);

  public Wei {
    if (amount.signum() < 0) throw new IllegalArgumentException("wei must not be negative");
  }

  public static Wei of(long amount) {
    return new Wei(BigInteger.valueOf(amount));
  }

  public Wei plus(Wei other) {
    return new Wei(amount.add(other.amount));
  }

  /**
   * The difference.
   *
   * @throws IllegalArgumentException if {@code other} is more
   */
  public Wei minus(Wei other) {
    return new Wei(amount.subtract(other.amount));
  }

  public Wei times(long factor) {
    return new Wei(amount.multiply(BigInteger.valueOf(factor)));
  }

  public Wei min(Wei other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public boolean isLessThan(Wei other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Wei other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public String toString() {
    return amount.toString();
  }
}
