package network.superblock.protocol;

/** A superblock's height; 0 is the network's genesis. */
public record SuperblockNumber(long value) implements Comparable<SuperblockNumber> {

  public SuperblockNumber {
    if (value < 0)
      throw new IllegalArgumentException("superblock number must not be negative: " + value);
  }

  public SuperblockNumber next() {
    return new SuperblockNumber(value + 1);
  }

  @Override
  public int compareTo(SuperblockNumber other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
