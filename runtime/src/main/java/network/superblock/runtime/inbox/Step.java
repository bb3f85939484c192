package network.superblock.runtime.inbox;

import java.util.List;

/** What a service does with what came in. Called by one thread, one call at a time. */
@FunctionalInterface
public interface Step<E> {

  /**
   * Takes one or more events, in order. Blocks until their effects are durable: the next call must
   * meet the state that this one leaves.
   *
   * @throws Exception when the step cannot be completed; the inbox then stops for good
   */
  void accept(List<E> events) throws Exception;
}
