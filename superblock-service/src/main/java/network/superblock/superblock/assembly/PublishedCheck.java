package network.superblock.superblock.assembly;

import java.util.Optional;
import network.superblock.contracts.SettlementContract.Stored;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.superblock.Superblock;

/**
 * Recomputes a superblock that was published from what is kept of it, and compares with what L1
 * holds. See SBCP section 7.
 */
public final class PublishedCheck {

  private PublishedCheck() {}

  /**
   * What is wrong with a superblock on L1; empty if nothing is.
   *
   * @param parent the hash of the superblock before it, as it is kept; empty if there is none
   * @param onL1 what the contract holds under its number; empty while it stands in no block of L1
   */
  public static Optional<String> fault(
      StoredSuperblock kept, Optional<Hash32> parent, Optional<Stored> onL1) {
    var header = kept.header();
    if (kept.blocks().isEmpty()) return Optional.of("its blocks are gone");
    var made =
        new Superblock(
            header.number(), header.slot(), header.parentHash(), kept.blocks(), kept.includedXts());
    if (!made.hash().equals(kept.hash()) || !made.header().equals(header))
      return Optional.of("its blocks and xTs make %s, not %s".formatted(made.hash(), kept.hash()));
    if (!isOutcome(kept, made))
      return Optional.of("slot %s did not close with it".formatted(header.slot()));
    if (!parent.equals(Optional.of(header.parentHash())))
      return Optional.of("its parent is not the superblock before it");
    return onL1.filter(
            stored -> !stored.equals(new Stored(kept.hash(), header.blocksRoot(), header.slot())))
        .map(stored ->
            "L1 holds %s of slot %s where %s of slot %s belongs"
                .formatted(stored.hash(), stored.slot(), kept.hash(), header.slot()));
  }

  private static boolean isOutcome(StoredSuperblock kept, Superblock made) {
    var built =
        new Outcome.Built(
            made.number(), kept.hash(), made.parentHash(), made.blocks(), made.includedXts());
    return kept.closed().slot().equals(made.slot()) && kept.closed().outcome().equals(built);
  }
}
