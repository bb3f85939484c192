package network.superblock.xtqueue.fold;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.SuperblockStatus;

/**
 * All that a batch of records may touch, so that one look at the store fetches it.
 *
 * @param xts named by a record
 * @param closing slots that end: what was offered for them or runs in them is touched
 * @param superblocks named by a record
 * @param numbers superblocks on which L1 has a word: their xTs are touched
 * @param lastValid a rollback's last superblock that remains; empty without one
 */
public record Reach(
    SortedSet<XtId> xts,
    SortedSet<Slot> closing,
    SortedSet<Hash32> superblocks,
    SortedSet<SuperblockNumber> numbers,
    Optional<SuperblockNumber> lastValid) {

  public static Reach of(List<LogRecord> records) {
    var reach = new Builder();
    for (var each : records)
      switch (each) {
        case LogRecord.OfSlot r -> reach.add(r);
        case LogRecord.OfSuperblock(SuperblockStatus status, _, _) -> {
          reach.superblocks.add(status.hash());
          reach.numbers.add(status.number());
        }
        case LogRecord.OfSuperblock _ -> {}
      }
    return new Reach(reach.xts, reach.closing, reach.superblocks, reach.numbers, reach.lastValid);
  }

  private static final class Builder {

    private final SortedSet<XtId> xts = new TreeSet<>();
    private final SortedSet<Slot> closing = new TreeSet<>();
    private final SortedSet<Hash32> superblocks = new TreeSet<>();
    private final SortedSet<SuperblockNumber> numbers = new TreeSet<>();
    private Optional<SuperblockNumber> lastValid = Optional.empty();

    void add(LogRecord.OfSlot read) {
      switch (read.record()) {
        case StartSc start -> xts.add(start.id());
        case Decided decided -> xts.add(decided.xt());
        case SlotClosed closed -> {
          closing.add(closed.slot());
          xts.addAll(closed.requeued().keySet());
          xts.addAll(closed.aborted().keySet());
          if (closed.outcome() instanceof Outcome.Built built) {
            xts.addAll(built.includedXts());
            superblocks.add(built.hash());
          }
        }
        case RollBackAndStartSlot start ->
            lastValid =
                lastValid
                    .filter(lower -> lower.compareTo(start.ledger().number()) < 0)
                    .or(() -> Optional.of(start.ledger().number()));
        case LeaderClaim _, StartSlot _, RequestSeal _ -> {}
      }
    }
  }
}
