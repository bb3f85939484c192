package network.superblock.protocol;

/** A slot's number: 1 starts at genesis, 0 is the time before it. See SBCP section 3. */
public record Slot(long value) implements Comparable<Slot> {

  public Slot {
    if (value < 0) throw new IllegalArgumentException("slot must not be negative: " + value);
  }

  public Slot next() {
    return new Slot(value + 1);
  }

  public boolean isAfter(Slot other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Slot other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
