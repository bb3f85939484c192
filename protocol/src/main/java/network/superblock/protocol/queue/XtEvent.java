package network.superblock.protocol.queue;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.SlotClosed;

/** What can happen to an xT after it was queued. */
public sealed interface XtEvent {

  record StartedIn(Slot slot, SequenceNumber sequence) implements XtEvent {}

  record DecidedAs(Slot slot, Decision decision) implements XtEvent {}

  record SlotClosedWith(Slot slot, Fate fate) implements XtEvent {}

  record PublishedOnL1(SuperblockNumber superblock, Hash32 transaction) implements XtEvent {}

  record FinalizedOnL1(SuperblockNumber superblock, Hash32 transaction) implements XtEvent {}

  record ReorgedOut(SuperblockNumber superblock) implements XtEvent {}

  /** A settlement rollback was applied; superblocks after {@code lastValid} are gone. */
  record RolledBackTo(SuperblockNumber lastValid) implements XtEvent {}

  /**
   * Its user wants it back.
   *
   * @param offered whether it stands offered for the slot in progress
   */
  record WithdrawalRequested(boolean offered) implements XtEvent {}

  /**
   * The time came from when on it must not start any more.
   *
   * @param offered whether it stands offered for the slot in progress, which may still start it
   */
  record ExpiryPassed(boolean offered) implements XtEvent {}

  /** What a closed slot came to for one xT. */
  sealed interface Fate {

    record NotStarted() implements Fate {}

    record Included(SuperblockNumber superblock) implements Fate {}

    record Requeued(RequeueReason reason) implements Fate {}

    record Aborted(AbortReason reason) implements Fate {}

    static Fate of(XtId xt, SlotClosed closed) {
      var requeued = closed.requeued().get(xt);
      if (requeued != null) return new Requeued(requeued);
      var aborted = closed.aborted().get(xt);
      if (aborted != null) return new Aborted(aborted);
      return switch (closed.outcome()) {
        case Outcome.Built built when built.includedXts().contains(xt) ->
            new Included(built.number());
        case Outcome.Built _, Outcome.Failed _, Outcome.RolledBack _ -> new NotStarted();
      };
    }
  }
}
