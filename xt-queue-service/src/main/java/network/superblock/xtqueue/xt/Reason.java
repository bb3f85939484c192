package network.superblock.xtqueue.xt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.VoteRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Why an xT was aborted or queued again, as users and the store see it.
 *
 * @param chains those that it is about: who voted against it, who disagreed, who was silent, whose
 *     block is missing
 * @param cause of a vote against it
 * @param detail the voter's own words
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Reason(
    Kind kind, List<ChainId> chains, VoteRefusal.@Nullable Cause cause, @Nullable String detail) {

  /** The kinds of reason; their names are API facts. */
  public enum Kind {
    VOTED_DOWN,
    MAILBOX_MISMATCH,
    TIMEOUT,
    CUTOVER,
    SLOT_OVER,
    ROLLED_BACK,
    BLOCK_MISSING,
    SLOT_FAILED
  }

  public Reason {
    chains = chains == null ? List.of() : List.copyOf(chains);
  }

  public static Reason of(AbortReason reason) {
    return switch (reason) {
      case AbortReason.VotedDown v ->
          new Reason(
              Kind.VOTED_DOWN, List.of(v.chain()), v.refusal().cause(), v.refusal().detail());
      case AbortReason.MailboxMismatch m ->
          new Reason(Kind.MAILBOX_MISMATCH, List.of(m.one(), m.other()), null, null);
      case AbortReason.TimedOut t -> about(Kind.TIMEOUT, t.silent());
      case AbortReason.CutOff _ -> about(Kind.CUTOVER, List.of());
      case AbortReason.SlotOver _ -> about(Kind.SLOT_OVER, List.of());
      case AbortReason.RolledBack _ -> rolledBack();
    };
  }

  public static Reason of(RequeueReason reason) {
    return switch (reason) {
      case RequeueReason.BlockMissing b -> about(Kind.BLOCK_MISSING, b.missing());
      case RequeueReason.SlotFailed _ -> about(Kind.SLOT_FAILED, List.of());
      case RequeueReason.Undecided u -> of(u.reason());
    };
  }

  /** The superblock that held it was rolled back on L1. */
  public static Reason rolledBack() {
    return about(Kind.ROLLED_BACK, List.of());
  }

  /**
   * The abort that it was made of.
   *
   * @throws IllegalStateException if it was not made of one
   */
  public AbortReason toAbortReason() {
    return switch (kind) {
      case VOTED_DOWN -> new AbortReason.VotedDown(chains.getFirst(), toRefusal());
      case MAILBOX_MISMATCH -> new AbortReason.MailboxMismatch(chains.get(0), chains.get(1));
      case TIMEOUT -> new AbortReason.TimedOut(new TreeSet<>(chains));
      case CUTOVER -> new AbortReason.CutOff();
      case SLOT_OVER -> new AbortReason.SlotOver();
      case ROLLED_BACK -> new AbortReason.RolledBack();
      case BLOCK_MISSING, SLOT_FAILED ->
          throw new IllegalStateException(kind + " aborts no instance");
    };
  }

  private VoteRefusal toRefusal() {
    if (cause == null) throw new IllegalStateException("a vote against an xT has a cause");
    return new VoteRefusal(cause, detail == null ? "" : detail);
  }

  private static Reason about(Kind kind, Collection<ChainId> chains) {
    return new Reason(kind, List.copyOf(chains), null, null);
  }
}
