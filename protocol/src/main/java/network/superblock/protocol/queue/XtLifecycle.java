package network.superblock.protocol.queue;

import java.time.Instant;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.queue.XtEvent.DecidedAs;
import network.superblock.protocol.queue.XtEvent.ExpiryPassed;
import network.superblock.protocol.queue.XtEvent.Fate;
import network.superblock.protocol.queue.XtEvent.FinalizedOnL1;
import network.superblock.protocol.queue.XtEvent.PublishedOnL1;
import network.superblock.protocol.queue.XtEvent.ReorgedOut;
import network.superblock.protocol.queue.XtEvent.RolledBackTo;
import network.superblock.protocol.queue.XtEvent.SlotClosedWith;
import network.superblock.protocol.queue.XtEvent.StartedIn;
import network.superblock.protocol.queue.XtEvent.WithdrawalRequested;
import network.superblock.protocol.queue.XtStatus.Aborted;
import network.superblock.protocol.queue.XtStatus.Aborting;
import network.superblock.protocol.queue.XtStatus.Committed;
import network.superblock.protocol.queue.XtStatus.Exhausted;
import network.superblock.protocol.queue.XtStatus.Expired;
import network.superblock.protocol.queue.XtStatus.Finalized;
import network.superblock.protocol.queue.XtStatus.Included;
import network.superblock.protocol.queue.XtStatus.Published;
import network.superblock.protocol.queue.XtStatus.Queued;
import network.superblock.protocol.queue.XtStatus.Started;
import network.superblock.protocol.queue.XtStatus.Withdrawing;
import network.superblock.protocol.queue.XtStatus.Withdrawn;

/**
 * An xT's way from the queue to L1, or to its other ends. Every event may come twice, and what
 * comes twice changes nothing.
 */
public final class XtLifecycle {

  private final int maxAttempts;

  public XtLifecycle(QueueRules rules) {
    this.maxAttempts = rules.maxAttempts();
  }

  private record When(XtStatus status, XtEvent event) {}

  /** The status after {@code event}; the same one when the event changes nothing. */
  public XtStatus on(XtStatus status, XtEvent event, Instant expiresAt, Instant now) {
    return switch (new When(status, event)) {
      case When(Queued s, StartedIn e) -> new Started(s.attempts() + 1, e.slot(), e.sequence());
      case When(Withdrawing s, StartedIn e) ->
          new Started(s.attempts() + 1, e.slot(), e.sequence());
      case When(Queued s, WithdrawalRequested e) ->
          e.offered() ? new Withdrawing(s.attempts()) : new Withdrawn();
      case When(Withdrawing _, SlotClosedWith _) -> new Withdrawn();
      case When(Queued _, SlotClosedWith _) when !now.isBefore(expiresAt) -> new Expired();

      case When(Queued _, ExpiryPassed e) when !e.offered() && !now.isBefore(expiresAt) ->
          new Expired();

      case When(Started s, DecidedAs e) when e.slot().equals(s.slot()) ->
          switch (e.decision()) {
            case Decision.Commit _ -> new Committed(s.attempts(), s.slot(), s.sequence());
            case Decision.Abort abort ->
                new Aborting(s.attempts(), s.slot(), s.sequence(), abort.reason());
          };
      case When(Started s, SlotClosedWith e) when e.slot().equals(s.slot()) ->
          close(s, s.attempts(), e.fate(), expiresAt, now);
      case When(Committed s, SlotClosedWith e) when e.slot().equals(s.slot()) ->
          close(s, s.attempts(), e.fate(), expiresAt, now);
      case When(Aborting s, SlotClosedWith e) when e.slot().equals(s.slot()) ->
          close(s, s.attempts(), e.fate(), expiresAt, now);

      case When(Included s, PublishedOnL1 e) when e.superblock().equals(s.superblock()) ->
          new Published(s.attempts(), s.superblock(), e.transaction());
      case When(Included s, FinalizedOnL1 e) when e.superblock().equals(s.superblock()) ->
          new Finalized(s.attempts(), s.superblock(), e.transaction());
      case When(Published s, PublishedOnL1 e) when e.superblock().equals(s.superblock()) ->
          new Published(s.attempts(), s.superblock(), e.transaction());
      case When(Published s, FinalizedOnL1 e) when e.superblock().equals(s.superblock()) ->
          new Finalized(s.attempts(), s.superblock(), e.transaction());
      case When(Published s, ReorgedOut e) when e.superblock().equals(s.superblock()) ->
          new Included(s.attempts(), s.superblock());

      case When(Included s, RolledBackTo e) when isGone(s.superblock(), e) ->
          requeue(s.attempts(), expiresAt, now);
      case When(Published s, RolledBackTo e) when isGone(s.superblock(), e) ->
          requeue(s.attempts(), expiresAt, now);
      case When(Finalized s, RolledBackTo e) when isGone(s.superblock(), e) ->
          requeue(s.attempts(), expiresAt, now);

      case When(_, StartedIn _),
          When(_, DecidedAs _),
          When(_, SlotClosedWith _),
          When(_, PublishedOnL1 _),
          When(_, FinalizedOnL1 _),
          When(_, ReorgedOut _),
          When(_, RolledBackTo _),
          When(_, WithdrawalRequested _),
          When(_, ExpiryPassed _) ->
          status;
    };
  }

  private XtStatus close(XtStatus status, int attempts, Fate fate, Instant expiresAt, Instant now) {
    return switch (fate) {
      case Fate.Included included -> new Included(attempts, included.superblock());
      case Fate.Aborted aborted -> new Aborted(aborted.reason());
      case Fate.Requeued _ -> requeue(attempts, expiresAt, now);
      // The publisher answers for every xT it started; silence about one is not an answer.
      case Fate.NotStarted _ -> status;
    };
  }

  private XtStatus requeue(int attempts, Instant expiresAt, Instant now) {
    if (!now.isBefore(expiresAt)) return new Expired();
    return attempts < maxAttempts ? new Queued(attempts) : new Exhausted(attempts);
  }

  private static boolean isGone(SuperblockNumber superblock, RolledBackTo e) {
    return superblock.compareTo(e.lastValid()) > 0;
  }
}
