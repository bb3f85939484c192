package network.superblock.protocol;

/** An L2 block's height on its chain; 0 is the rollup's genesis block. */
public record BlockNumber(long value) implements Comparable<BlockNumber> {

  public BlockNumber {
    if (value < 0)
      throw new IllegalArgumentException("block number must not be negative: " + value);
  }

  public BlockNumber next() {
    return new BlockNumber(value + 1);
  }

  @Override
  public int compareTo(BlockNumber other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
