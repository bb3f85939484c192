package network.superblock.protocol.message;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;

/** The publisher's word on an instance. */
public sealed interface Decision {

  /** Every participant voted to commit and their mailboxes agree. */
  record Commit() implements Decision {}

  record Abort(AbortReason reason) implements Decision {}

  static Decision commit() {
    return new Commit();
  }

  static Decision abort(AbortReason reason) {
    return new Abort(reason);
  }

  default boolean isCommit() {
    return this instanceof Commit;
  }

  /** Why an instance was aborted. */
  sealed interface AbortReason {

    /** A participant voted against it: final. */
    record VotedDown(ChainId chain, VoteRefusal refusal) implements AbortReason {}

    /** All voted for it, but what one chain sent is not what the other consumed: final. */
    record MailboxMismatch(ChainId one, ChainId other) implements AbortReason {}

    /** The SCP timer ran out before these chains had voted. */
    record TimedOut(SortedSet<ChainId> silent) implements AbortReason {
      public TimedOut {
        silent = Collections.unmodifiableSortedSet(new TreeSet<>(silent));
      }
    }

    /** The seal cutover came before the decision. */
    record CutOff() implements AbortReason {}

    /** The slot was over before the publisher could decide. */
    record SlotOver() implements AbortReason {}

    /** A settlement rollback ended the slot. */
    record RolledBack() implements AbortReason {}

    /** Whether the xT may run again: nobody spoke against it. */
    default boolean mayRunAgain() {
      return switch (this) {
        case VotedDown _, MailboxMismatch _ -> false;
        case TimedOut _, CutOff _, SlotOver _, RolledBack _ -> true;
      };
    }
  }
}
