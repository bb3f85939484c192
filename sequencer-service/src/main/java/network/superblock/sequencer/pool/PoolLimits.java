package network.superblock.sequencer.pool;

/**
 * How much the pool holds.
 *
 * @param transactions at most in all
 * @param perSender at most of one sender
 * @param priceBump by how many percent a replacement must pay more
 */
public record PoolLimits(int transactions, int perSender, int priceBump) {

  /** go-ethereum's, but for a smaller total. */
  public static final PoolLimits DEFAULT = new PoolLimits(4096, 64, 10);

  public PoolLimits {
    if (transactions < 1 || perSender < 1)
      throw new IllegalArgumentException("a pool holds at least one transaction");
    if (priceBump < 1) throw new IllegalArgumentException("a replacement must pay more");
  }
}
