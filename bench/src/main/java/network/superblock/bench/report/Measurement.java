package network.superblock.bench.report;

import java.util.Optional;

/**
 * One number.
 *
 * @param id stable, for tools: {@code decision.p50}
 * @param what for people
 * @param unit of the value and of its target
 */
public record Measurement(String id, String what, double value, String unit, Target target) {

  /** A number that nothing is demanded of. */
  public static Measurement of(String id, String what, double value, String unit) {
    return new Measurement(id, what, value, unit, Target.none());
  }

  public Measurement against(Target other) {
    return new Measurement(id, what, value, unit, other);
  }

  /** The value as a part of its target. */
  public Optional<Double> ratio() {
    return target.bound().map(bound -> value / bound);
  }

  public Optional<Boolean> isMet() {
    return target.isMetBy(value);
  }
}
