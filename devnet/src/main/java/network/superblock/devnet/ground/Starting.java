package network.superblock.devnet.ground;

import java.util.function.Supplier;
import network.superblock.embedded.StartFailedException;

/** Says which part it was that did not start. */
final class Starting {

  private Starting() {}

  static <T> T named(String part, Supplier<T> start) {
    try {
      return start.get();
    } catch (StartFailedException e) {
      throw new StartFailedException(part + ": " + e.getMessage(), e);
    }
  }
}
