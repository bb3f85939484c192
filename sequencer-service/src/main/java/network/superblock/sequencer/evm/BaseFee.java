package network.superblock.sequencer.evm;

import java.math.BigInteger;
import network.superblock.wire.transaction.Wei;

/** What one gas costs at least. See EIP-1559. */
public final class BaseFee {

  private static final int ELASTICITY = 2;
  private static final BigInteger MAX_CHANGE_DENOMINATOR = BigInteger.valueOf(8);

  private BaseFee() {}

  /** The base fee of the block after {@code parent}. */
  public static Wei after(BlockHeader parent) {
    long target = parent.gasLimit() / ELASTICITY;
    BigInteger base = parent.baseFee().amount();
    long distance = parent.gasUsed() - target;
    if (distance == 0) return parent.baseFee();
    BigInteger change =
        base.multiply(BigInteger.valueOf(Math.abs(distance)))
            .divide(BigInteger.valueOf(target))
            .divide(MAX_CHANGE_DENOMINATOR);
    return new Wei(distance > 0 ? base.add(change.max(BigInteger.ONE)) : base.subtract(change));
  }
}
