package network.superblock.protocol.message;

import static java.util.stream.Collectors.joining;

import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord.RequeueReason;

/** Reasons in words, for people. */
public final class Words {

  private Words() {}

  public static String of(AbortReason reason) {
    return switch (reason) {
      case AbortReason.VotedDown v ->
          "chain " + v.chain() + " voted against it: " + v.refusal().cause() + detail(v);
      case AbortReason.MailboxMismatch m ->
          "mailbox_mismatch between chains " + m.one() + " and " + m.other();
      case AbortReason.TimedOut t ->
          "timeout, no vote from "
              + t.silent().stream().map(Object::toString).collect(joining(", "));
      case AbortReason.CutOff _ -> "cutover";
      case AbortReason.SlotOver _ -> "the slot was over";
      case AbortReason.RolledBack _ -> "rollback";
    };
  }

  public static String of(RequeueReason reason) {
    return switch (reason) {
      case RequeueReason.BlockMissing b ->
          "no block of "
              + b.missing().stream().map(Object::toString).collect(joining(", "))
              + " in the superblock";
      case RequeueReason.SlotFailed _ -> "the slot ended before its blocks were due";
      case RequeueReason.Undecided u -> of(u.reason());
    };
  }

  private static String detail(AbortReason.VotedDown votedDown) {
    var detail = votedDown.refusal().detail();
    return detail.isEmpty() ? "" : " (" + detail + ")";
  }
}
