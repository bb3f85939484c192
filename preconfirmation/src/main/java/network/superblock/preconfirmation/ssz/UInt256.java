package network.superblock.preconfirmation.ssz;

import java.math.BigInteger;

/** A number of 256 bits without a sign, which SSZ writes in 32 bytes, the lowest first. */
public record UInt256(BigInteger value) implements Comparable<UInt256> {

  /** Bytes on the wire. */
  public static final int SIZE = 32;

  public static final UInt256 ZERO = new UInt256(BigInteger.ZERO);

  public UInt256 {
    if (value.signum() < 0 || value.bitLength() > 256)
      throw new IllegalArgumentException("not a number of 256 bits: " + value);
  }

  /** A number that is not negative. */
  public static UInt256 of(long value) {
    return new UInt256(BigInteger.valueOf(value));
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  /** One more; the largest number has no next one and wraps to zero. */
  public UInt256 next() {
    var sum = value.add(BigInteger.ONE);
    return sum.bitLength() > 256 ? ZERO : new UInt256(sum);
  }

  public UInt256 plus(long more) {
    return new UInt256(value.add(BigInteger.valueOf(more)));
  }

  public boolean isAfter(UInt256 other) {
    return compareTo(other) > 0;
  }

  /** As a long, the largest one where it does not fit. */
  public long saturated() {
    return value.bitLength() < Long.SIZE ? value.longValue() : Long.MAX_VALUE;
  }

  @Override
  public int compareTo(UInt256 other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
