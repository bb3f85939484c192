package network.superblock.superblock.publishing;

/** A place in the publisher's sequence of L1 transactions. */
public record Nonce(long value) implements Comparable<Nonce> {

  public Nonce {
    if (value < 0) throw new IllegalArgumentException("nonce must not be negative: " + value);
  }

  public Nonce plus(int places) {
    return new Nonce(value + places);
  }

  @Override
  public int compareTo(Nonce other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
