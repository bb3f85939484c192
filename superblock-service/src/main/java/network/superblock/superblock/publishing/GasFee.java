package network.superblock.superblock.publishing;

/**
 * What an EIP-1559 transaction offers for gas, in wei.
 *
 * @param max the base fee and the priority fee together
 * @param priority what the block's producer gets
 */
public record GasFee(long max, long priority) {

  public GasFee {
    if (priority < 0 || max < priority)
      throw new IllegalArgumentException("not a gas fee: max " + max + ", priority " + priority);
  }
}
