package network.superblock.xtqueue.xt;

import java.util.Set;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.xtqueue.xt.XtReport.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * A status as a row of plain facts, as tables and JSON have it; what the status does not speak of
 * is null.
 *
 * @param name an API fact
 */
public record StatusFacts(
    String name,
    @Nullable Integer attempts,
    @Nullable Slot slot,
    @Nullable SequenceNumber sequence,
    @Nullable SuperblockNumber superblock,
    @Nullable Hash32 l1Transaction) {

  private static final Set<String> ENDS =
      Set.of("FINALIZED", "ABORTED", "EXHAUSTED", "EXPIRED", "WITHDRAWN");
  private static final Set<String> PASSING =
      Set.of("QUEUED", "WITHDRAWING", "STARTED", "COMMITTED", "ABORTING");
  private static final Set<String> INCLUDED = Set.of("INCLUDED", "PUBLISHED", "FINALIZED");

  public static String nameOf(XtStatus status) {
    return of(status).name();
  }

  public static StatusFacts of(XtStatus status) {
    return switch (status) {
      case XtStatus.Queued s -> tried("QUEUED", s.attempts());
      case XtStatus.Withdrawing s -> tried("WITHDRAWING", s.attempts());
      case XtStatus.Started s -> ran("STARTED", s.attempts(), s.slot(), s.sequence());
      case XtStatus.Committed s -> ran("COMMITTED", s.attempts(), s.slot(), s.sequence());
      case XtStatus.Aborting s -> ran("ABORTING", s.attempts(), s.slot(), s.sequence());
      case XtStatus.Included s ->
          new StatusFacts("INCLUDED", s.attempts(), null, null, s.superblock(), null);
      case XtStatus.Published s ->
          new StatusFacts("PUBLISHED", s.attempts(), null, null, s.superblock(), s.l1Transaction());
      case XtStatus.Finalized s ->
          new StatusFacts("FINALIZED", s.attempts(), null, null, s.superblock(), s.l1Transaction());
      case XtStatus.Aborted _ -> ended("ABORTED");
      case XtStatus.Exhausted s -> tried("EXHAUSTED", s.attempts());
      case XtStatus.Expired _ -> ended("EXPIRED");
      case XtStatus.Withdrawn _ -> ended("WITHDRAWN");
    };
  }

  private static StatusFacts tried(String name, int attempts) {
    return new StatusFacts(name, attempts, null, null, null, null);
  }

  private static StatusFacts ran(String name, int attempts, Slot slot, SequenceNumber sequence) {
    return new StatusFacts(name, attempts, slot, sequence, null, null);
  }

  private static StatusFacts ended(String name) {
    return new StatusFacts(name, null, null, null, null, null);
  }

  /**
   * The status that these facts came from, with {@code reason} for an abort.
   *
   * @throws IllegalStateException if a fact of the status is missing
   */
  public XtStatus toStatus(@Nullable Reason reason) {
    return switch (name) {
      case "QUEUED" -> new XtStatus.Queued(known(attempts));
      case "WITHDRAWING" -> new XtStatus.Withdrawing(known(attempts));
      case "STARTED" -> new XtStatus.Started(known(attempts), known(slot), known(sequence));
      case "COMMITTED" -> new XtStatus.Committed(known(attempts), known(slot), known(sequence));
      case "ABORTING" ->
          new XtStatus.Aborting(
              known(attempts), known(slot), known(sequence), known(reason).toAbortReason());
      case "INCLUDED" -> new XtStatus.Included(known(attempts), known(superblock));
      case "PUBLISHED" ->
          new XtStatus.Published(known(attempts), known(superblock), known(l1Transaction));
      case "FINALIZED" ->
          new XtStatus.Finalized(known(attempts), known(superblock), known(l1Transaction));
      case "ABORTED" -> new XtStatus.Aborted(known(reason).toAbortReason());
      case "EXHAUSTED" -> new XtStatus.Exhausted(known(attempts));
      case "EXPIRED" -> new XtStatus.Expired();
      case "WITHDRAWN" -> new XtStatus.Withdrawn();
      default -> throw new IllegalStateException("no status is named " + name);
    };
  }

  private <T> T known(@Nullable T fact) {
    if (fact == null) throw new IllegalStateException("a fact of " + name + " is missing");
    return fact;
  }

  /** For users. */
  public StatusReport report() {
    return new StatusReport(
        name,
        ENDS.contains(name),
        attempts,
        slot == null ? null : slot.value(),
        sequence == null ? null : sequence.value(),
        superblock == null ? null : superblock.value(),
        l1Transaction == null ? null : l1Transaction.bytes());
  }

  /** Whether a status has this name. */
  public static boolean isName(String name) {
    return ENDS.contains(name) || INCLUDED.contains(name) || PASSING.contains(name);
  }

  /** Whether a superblock holds an xT of this status, so that its body is public. */
  public static boolean isIncluded(String name) {
    return INCLUDED.contains(name);
  }
}
