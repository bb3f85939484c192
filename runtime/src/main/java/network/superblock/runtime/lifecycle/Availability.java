package network.superblock.runtime.lifecycle;

/** Whether something outside can be used now. */
public sealed interface Availability {

  /** It has not been reached since the service started. */
  record Waiting(String reason) implements Availability {}

  record Available() implements Availability {}

  /** It was there and does not answer any more. */
  record Lost(String reason) implements Availability {}
}
