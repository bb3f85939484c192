package network.superblock.superblock.l1;

import java.math.BigInteger;

/**
 * What a mined transaction came to.
 *
 * @param gasUsed in gas
 * @param gasPrice what each gas cost, in wei
 */
public record Receipt(boolean succeeded, long gasUsed, long gasPrice) {

  /** In wei. */
  public BigInteger cost() {
    return BigInteger.valueOf(gasUsed).multiply(BigInteger.valueOf(gasPrice));
  }
}
