package network.superblock.xtqueue.xt;

import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.queue.XtEvent;
import network.superblock.protocol.queue.XtEvent.DecidedAs;
import network.superblock.protocol.queue.XtEvent.Fate;
import network.superblock.protocol.queue.XtEvent.RolledBackTo;
import network.superblock.protocol.queue.XtEvent.SlotClosedWith;
import network.superblock.protocol.queue.XtStatus;

/**
 * Something happened to an xT.
 *
 * @param name an API fact: the new status' name, or {@code REQUEUED} or {@code REORGED} where the
 *     xT came back to a status that it had before
 */
public record XtNews(XtId xt, Instant at, String name, XtStatus status, Optional<Reason> reason) {

  /** It entered the queue. */
  public static XtNews queued(XtId xt, Instant at, XtStatus status) {
    return new XtNews(xt, at, StatusFacts.nameOf(status), status, Optional.empty());
  }

  /** {@code event} brought it from one status to another. */
  public static XtNews of(XtId xt, Instant at, XtStatus before, XtEvent event, XtStatus after) {
    var name = nameOf(before, after);
    return new XtNews(xt, at, name, after, reasonOf(event));
  }

  private static String nameOf(XtStatus before, XtStatus after) {
    if (after instanceof XtStatus.Queued) return "REQUEUED";
    if (after instanceof XtStatus.Included && before instanceof XtStatus.Published)
      return "REORGED";
    return StatusFacts.nameOf(after);
  }

  private static Optional<Reason> reasonOf(XtEvent event) {
    return switch (event) {
      case DecidedAs decided ->
          switch (decided.decision()) {
            case Decision.Commit _ -> Optional.empty();
            case Decision.Abort abort -> Optional.of(Reason.of(abort.reason()));
          };
      case SlotClosedWith closed ->
          switch (closed.fate()) {
            case Fate.Requeued requeued -> Optional.of(Reason.of(requeued.reason()));
            case Fate.Aborted aborted -> Optional.of(Reason.of(aborted.reason()));
            case Fate.NotStarted _, Fate.Included _ -> Optional.empty();
          };
      case RolledBackTo _ -> Optional.of(Reason.rolledBack());
      case XtEvent.StartedIn _,
          XtEvent.PublishedOnL1 _,
          XtEvent.FinalizedOnL1 _,
          XtEvent.ReorgedOut _,
          XtEvent.WithdrawalRequested _,
          XtEvent.ExpiryPassed _ ->
          Optional.empty();
    };
  }
}
