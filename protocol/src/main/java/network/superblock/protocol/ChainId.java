package network.superblock.protocol;

/** A rollup's EIP-155 chain ID. A signed long holds it: EIP-2294 bounds it below 2^63. */
public record ChainId(long value) implements Comparable<ChainId> {

  public ChainId {
    if (value <= 0) throw new IllegalArgumentException("chain ID must be positive: " + value);
  }

  @Override
  public int compareTo(ChainId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
