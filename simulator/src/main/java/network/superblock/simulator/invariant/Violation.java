package network.superblock.simulator.invariant;

/** An invariant is broken. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String invariant;

  public Violation(String invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }

  /** The name that the specification gives it. */
  public String invariant() {
    return invariant;
  }
}
