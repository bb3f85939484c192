package network.superblock.xtqueue.xt;

import network.superblock.protocol.queue.XtStatus;

/** What became of a user's wish to take an xT back. */
public sealed interface Withdrawal {

  /**
   * It is taken back, or will be when the slot that it stands offered for closes without having
   * started it.
   *
   * @param status its status' name
   */
  record Taken(String status) implements Withdrawal {}

  /**
   * It cannot be taken back any more.
   *
   * @param status its status' name
   */
  record TooLate(String status) implements Withdrawal {}

  record Unknown() implements Withdrawal {}

  /** The answer for an xT that the wish did not change. */
  static Withdrawal of(XtStatus status) {
    var name = StatusFacts.nameOf(status);
    return status instanceof XtStatus.Withdrawing || status instanceof XtStatus.Withdrawn
        ? new Taken(name)
        : new TooLate(name);
  }
}
