package network.superblock.slot.board;

import java.time.Instant;
import java.util.SortedSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.XtId;

/**
 * One xT in one slot.
 *
 * @param outcome how it stands
 */
public record InstanceReport(
    XtId xtId,
    SequenceNumber sequence,
    SortedSet<ChainId> chains,
    Instant startedAt,
    Verdict outcome) {

  /** How an instance stands: undecided, or decided at a time. */
  public sealed interface Verdict {

    record Voting(String decision) implements Verdict {}

    /**
     * Decided.
     *
     * @param reason for people; empty when it was committed
     */
    record Decided(String decision, String reason, Instant decidedAt) implements Verdict {}
  }

  InstanceReport decided(String decision, String reason, Instant at) {
    return new InstanceReport(
        xtId, sequence, chains, startedAt, new Verdict.Decided(decision, reason, at));
  }
}
