package network.superblock.protocol;

/** A publisher leadership's number; it only grows. See SBCP section 6, leadership. */
public record Term(long value) implements Comparable<Term> {

  public Term {
    if (value < 0) throw new IllegalArgumentException("term must not be negative: " + value);
  }

  public Term next() {
    return new Term(value + 1);
  }

  @Override
  public int compareTo(Term other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
