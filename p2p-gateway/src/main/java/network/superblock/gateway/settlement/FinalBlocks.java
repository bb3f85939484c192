package network.superblock.gateway.settlement;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;

/**
 * The last block of each chain that L1 has decided: where the network stood after the slot that
 * closed with the newest final superblock. Confined to one thread at a time.
 */
final class FinalBlocks {

  /** Where the chains stand on L1 now. */
  sealed interface Decided {

    /** Each chain's last block. */
    SortedMap<ChainId, BlockNumber> heads();

    /**
     * A superblock became final.
     *
     * @param place from where the topics need be read from now on
     */
    record Advanced(SortedMap<ChainId, BlockNumber> heads, SettlementPlace.Place place)
        implements Decided {}

    /** Final superblocks were rolled back, and these blocks are the last that stand. */
    record RolledBack(SortedMap<ChainId, BlockNumber> heads) implements Decided {}
  }

  private record Closed(Hash32 superblock, Ledger ledger, SlotPlace after) {}

  private record Final(long number, Hash32 hash, long offset) {}

  private final TreeMap<Long, Closed> waiting = new TreeMap<>();
  private Optional<Final> newest = Optional.empty();

  /** A record stands in the slot topic. */
  Optional<Decided> read(SlotEntry entry) {
    return switch (entry.record()) {
      case SlotRecord.SlotClosed closed when closed.outcome() instanceof Outcome.Built built -> {
        waiting.put(
            built.number().value(), new Closed(built.hash(), closed.ledger(), entry.after()));
        yield decide();
      }
      case SlotRecord.RollBackAndStartSlot(var _, var ledger) -> {
        // Their numbers are given again.
        waiting.tailMap(ledger.number().value(), false).clear();
        yield Optional.of(new Decided.RolledBack(heads(ledger)));
      }
      case SlotRecord.SlotClosed _,
          SlotRecord.LeaderClaim _,
          SlotRecord.StartSlot _,
          SlotRecord.StartSc _,
          SlotRecord.Decided _,
          SlotRecord.RequestSeal _ ->
          Optional.empty();
    };
  }

  /** A superblock is final on L1, as the record at {@code offset} tells. */
  Optional<Decided> read(SuperblockStatus.Finalized superblock, long offset) {
    newest = Optional.of(new Final(superblock.number().value(), superblock.hash(), offset));
    return decide();
  }

  private Optional<Decided> decide() {
    if (newest.isEmpty()) return Optional.empty();
    var last = newest.get();
    var closed = waiting.get(last.number());
    if (closed == null || !closed.superblock().equals(last.hash())) return Optional.empty();
    waiting.headMap(last.number(), true).clear();
    var place = new SettlementPlace.Place(closed.after(), last.offset());
    return Optional.of(new Decided.Advanced(heads(closed.ledger()), place));
  }

  private static SortedMap<ChainId, BlockNumber> heads(Ledger ledger) {
    var heads = new TreeMap<ChainId, BlockNumber>();
    ledger.heads().forEach((chain, head) -> heads.put(chain, head.number()));
    return heads;
  }
}
