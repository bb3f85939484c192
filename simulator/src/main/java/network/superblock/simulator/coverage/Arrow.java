package network.superblock.simulator.coverage;

import java.util.Comparator;

/**
 * An arrow of a state diagram.
 *
 * @param from the simple name of the state's type
 * @param to the simple name of the other state's type
 */
public record Arrow(String from, String to) implements Comparable<Arrow> {

  private static final Comparator<Arrow> ORDER =
      Comparator.comparing(Arrow::from).thenComparing(Arrow::to);

  @Override
  public int compareTo(Arrow other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return from + " --> " + to;
  }
}
