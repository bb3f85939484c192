package network.superblock.protocol.leadership;

import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;

/**
 * Which records of the slot topic count. Every reader passes every record through it, in offset
 * order: the first claim of a term in log order wins, and whatever is not of the current leader is
 * dropped. So a late record of a deposed leader changes nothing anywhere, while one that lies
 * before the new claim counts for everyone. See SBCP section 6, leadership.
 */
public sealed interface LeaderFilter {

  /** No claim was read yet. */
  record Leaderless() implements LeaderFilter {}

  /** The last claim that won was this leader's. */
  record LedBy(Leader leader) implements LeaderFilter {}

  /** At the first record of the log. */
  static LeaderFilter atStart() {
    return new Leaderless();
  }

  /**
   * Right after an accepted record of {@code leader}, where a reader goes on that kept its place.
   */
  static LeaderFilter after(Leader leader) {
    return new LedBy(leader);
  }

  /** Whether {@code record} counts, and the filter for the record after it. */
  default Reading read(Leader writer, SlotRecord record) {
    return switch (record) {
      case LeaderClaim claim -> wins(writer, claim) ? accept(writer, claim) : drop();
      case SlotRecord.InSlot inSlot -> isLedBy(writer) ? accept(writer, inSlot) : drop();
    };
  }

  private boolean wins(Leader writer, LeaderClaim claim) {
    if (!writer.equals(new Leader(claim.term(), claim.leader()))) return false;
    return switch (this) {
      case Leaderless _ -> true;
      // The leader's own claim again is its heartbeat.
      case LedBy(var leader) -> claim.term().compareTo(leader.term()) > 0 || writer.equals(leader);
    };
  }

  private boolean isLedBy(Leader writer) {
    return switch (this) {
      case Leaderless _ -> false;
      case LedBy(var leader) -> leader.equals(writer);
    };
  }

  private static Reading accept(Leader writer, SlotRecord record) {
    return new Reading.Accepted(new LedBy(writer), record);
  }

  private Reading drop() {
    return new Reading.Dropped(this);
  }

  /** What became of a record. */
  sealed interface Reading {

    /** The filter for the record after it. */
    LeaderFilter next();

    record Accepted(LeaderFilter next, SlotRecord record) implements Reading {}

    /** It is not of the current leader. */
    record Dropped(LeaderFilter next) implements Reading {}
  }
}
