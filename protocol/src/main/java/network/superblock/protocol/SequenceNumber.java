package network.superblock.protocol;

/** An xT instance's place in its slot, 0 first. See SBCP section 4, P2. */
public record SequenceNumber(long value) implements Comparable<SequenceNumber> {

  public SequenceNumber {
    if (value < 0)
      throw new IllegalArgumentException("sequence number must not be negative: " + value);
  }

  public SequenceNumber next() {
    return new SequenceNumber(value + 1);
  }

  @Override
  public int compareTo(SequenceNumber other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
