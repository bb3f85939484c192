package network.superblock.superblock.publishing;

/**
 * What L1 asks for gas, in wei.
 *
 * @param baseFee of the newest block
 * @param priorityFee what the node suggests on top of it
 */
public record Market(long baseFee, long priorityFee) {

  public Market {
    if (baseFee < 0 || priorityFee < 0)
      throw new IllegalArgumentException("a fee is not negative: " + baseFee + ", " + priorityFee);
  }
}
