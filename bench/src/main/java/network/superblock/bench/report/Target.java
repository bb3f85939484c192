package network.superblock.bench.report;

import java.util.Optional;

/** What a number should be. */
public sealed interface Target {

  /** Nothing is demanded; the number is for the reader. */
  record None() implements Target {}

  record AtMost(double value) implements Target {}

  record AtLeast(double value) implements Target {}

  static Target none() {
    return new None();
  }

  static Target atMost(double value) {
    return new AtMost(value);
  }

  static Target atLeast(double value) {
    return new AtLeast(value);
  }

  /** The number to compare with. */
  default Optional<Double> bound() {
    return switch (this) {
      case None _ -> Optional.empty();
      case AtMost(var value) -> Optional.of(value);
      case AtLeast(var value) -> Optional.of(value);
    };
  }

  /** Whether {@code measured} is what it should be. */
  default Optional<Boolean> isMetBy(double measured) {
    return switch (this) {
      case None _ -> Optional.empty();
      case AtMost(var value) -> Optional.of(measured <= value);
      case AtLeast(var value) -> Optional.of(measured >= value);
    };
  }
}
