package network.superblock.superblock.assembly;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotClosure;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.superblock.Superblock;

/**
 * Recomputes a slot's end from the slot's own records and the accepted blocks, and compares. The
 * closing itself is the protocol's function: over the blocks of a true superblock it drops none, so
 * that numbers, parents, hashes, mailboxes and the atomicity of every xT are all covered by it.
 */
public final class SlotCheck {

  private SlotCheck() {}

  /**
   * What {@code closed} is worth.
   *
   * @param before the fold of the slot topic up to this record
   * @param accepted all that was accepted before the record was written
   */
  public static ClosedSlot of(
      SlotState before, SlotClosed closed, Instant at, AcceptedBlocks accepted) {
    return switch (closed.outcome()) {
      case Outcome.Built built -> {
        var claimed = claimedBy(closed, built);
        yield fault(before, closed, built, accepted)
            .<ClosedSlot>map(reason -> new ClosedSlot.Unsound(closed, claimed, reason, at))
            .orElseGet(() -> new ClosedSlot.Sound(closed, claimed, at));
      }
      case Outcome.Failed _, Outcome.RolledBack _ -> new ClosedSlot.Unbuilt(closed, at);
    };
  }

  private static Superblock claimedBy(SlotClosed closed, Outcome.Built built) {
    return new Superblock(
        built.number(), closed.slot(), built.parentHash(), built.blocks(), built.includedXts());
  }

  private static Optional<String> fault(
      SlotState before, SlotClosed closed, Outcome.Built built, AcceptedBlocks accepted) {
    if (!(before instanceof Sealing sealing)) return Optional.of("the slot was never sealed");
    var ledger = sealing.ground().ledger();
    if (!built.number().equals(ledger.number().next()))
      return Optional.of("it is number %s after %s".formatted(built.number(), ledger.number()));
    if (!built.parentHash().equals(ledger.hash()))
      return Optional.of("its parent is not %s".formatted(ledger.hash()));
    var blocks = PersistentSortedMap.<ChainId, Accepted>empty();
    for (var entry : built.blocks().entrySet()) {
      var block = accepted.find(closed.slot(), entry.getKey(), entry.getValue().hash());
      if (block.isEmpty())
        return Optional.of(
            "block %s of chain %s was never accepted"
                .formatted(entry.getValue().hash(), entry.getKey()));
      var fault = fault(sealing, entry, block.get());
      if (fault.isPresent()) return fault;
      blocks = blocks.with(entry.getKey(), block.get());
    }
    return compare(closed, built, SlotClosure.close(sealing.run(), ledger, blocks));
  }

  /** What makes this the block that the slot asked the chain for. */
  private static Optional<String> fault(
      Sealing sealing, Map.Entry<ChainId, BlockRef> named, Accepted accepted) {
    var chain = named.getKey();
    var request = sealing.run().opening().requestOf(chain);
    if (request.isEmpty()) return Optional.of("chain %s takes no part in it".formatted(chain));
    var isRequested =
        accepted.number().equals(request.get().number())
            && accepted.number().equals(named.getValue().number())
            && accepted.parentHash().equals(request.get().parentHash());
    if (!isRequested) return Optional.of("chain %s was asked for another block".formatted(chain));
    var sealed = sealing.sealList().get(chain);
    return accepted.includedXts().equals(sealed == null ? List.of() : sealed)
        ? Optional.empty()
        : Optional.of("the block of chain %s does not hold its sealed xTs".formatted(chain));
  }

  private static Optional<String> compare(
      SlotClosed closed, Outcome.Built built, SlotClosed recomputed) {
    if (!(recomputed.outcome() instanceof Outcome.Built rebuilt))
      return Optional.of("its blocks make no superblock");
    if (!rebuilt.blocks().equals(built.blocks()))
      return Optional.of(
          "blocks of chains %s belong together, not of %s"
              .formatted(rebuilt.blocks().keySet(), built.blocks().keySet()));
    if (!rebuilt.includedXts().equals(built.includedXts()))
      return Optional.of(
          "its blocks include %s, not %s".formatted(rebuilt.includedXts(), built.includedXts()));
    if (!rebuilt.hash().equals(built.hash()))
      return Optional.of("its hash is %s, not %s".formatted(rebuilt.hash(), built.hash()));
    return agree(closed.ledger(), recomputed.ledger())
        ? Optional.empty()
        : Optional.of("its ledger is not what it leaves");
  }

  // Which chains are suspended follows from the blocks that were late, and only the leader knows
  // when each of them came.
  private static boolean agree(Ledger one, Ledger other) {
    return one.number().equals(other.number())
        && one.hash().equals(other.hash())
        && one.heads().equals(other.heads())
        && one.rollBacks() == other.rollBacks();
  }
}
