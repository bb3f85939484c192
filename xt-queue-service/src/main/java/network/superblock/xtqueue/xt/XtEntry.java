package network.superblock.xtqueue.xt;

import java.time.Duration;
import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.XtStatus;

/**
 * One xT as the queue keeps it, without its body.
 *
 * @param offeredIn the slot that it stands offered for; empty once that slot started it or closed
 */
public record XtEntry(XtId id, XtTerms terms, XtStatus status, Optional<Slot> offeredIn) {

  /** Whether it takes up a place in the queue. */
  public boolean isWaiting() {
    return status instanceof XtStatus.Queued || status instanceof XtStatus.Withdrawing;
  }

  /** Whether it may be offered. */
  public boolean isCandidate() {
    return status instanceof XtStatus.Queued && offeredIn.isEmpty();
  }

  /** Whether the closing of {@code slot} says something about it. */
  public boolean isConcernedBy(Slot slot) {
    return offeredIn.isPresent()
        || switch (status) {
          case XtStatus.Started s -> s.slot().equals(slot);
          case XtStatus.Committed s -> s.slot().equals(slot);
          case XtStatus.Aborting s -> s.slot().equals(slot);
          case XtStatus.Queued _,
              XtStatus.Withdrawing _,
              XtStatus.Included _,
              XtStatus.Published _,
              XtStatus.Finalized _,
              XtStatus.Aborted _,
              XtStatus.Exhausted _,
              XtStatus.Expired _,
              XtStatus.Withdrawn _ ->
              false;
        };
  }

  /** The superblock that holds it; empty if none does. */
  public Optional<SuperblockNumber> superblock() {
    return switch (status) {
      case XtStatus.Included s -> Optional.of(s.superblock());
      case XtStatus.Published s -> Optional.of(s.superblock());
      case XtStatus.Finalized s -> Optional.of(s.superblock());
      case XtStatus.Queued _,
          XtStatus.Withdrawing _,
          XtStatus.Started _,
          XtStatus.Committed _,
          XtStatus.Aborting _,
          XtStatus.Aborted _,
          XtStatus.Exhausted _,
          XtStatus.Expired _,
          XtStatus.Withdrawn _ ->
          Optional.empty();
    };
  }

  /** The same, but expiring that much later. */
  public XtEntry prolonged(Duration time) {
    return new XtEntry(id, terms.prolonged(time), status, offeredIn);
  }

  public XtEntry with(XtStatus next) {
    return new XtEntry(id, terms, next, offeredIn);
  }

  public XtEntry notOffered() {
    return new XtEntry(id, terms, status, Optional.empty());
  }
}
