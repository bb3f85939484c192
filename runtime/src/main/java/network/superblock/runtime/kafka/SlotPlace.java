package network.superblock.runtime.kafka;

import java.util.Optional;
import network.superblock.protocol.leadership.Leader;

/**
 * A place in the slot topic, with all that a reader must know to go on from there.
 *
 * @param next the offset of the next record
 * @param leader whose records count; empty before the first claim
 * @param l1Block the L1 block whose registry holds, as the last slot's opening names it
 */
public record SlotPlace(long next, Optional<Leader> leader, long l1Block) {

  /** The topic's first record, or the oldest that is kept. */
  public static final SlotPlace BEGINNING = new SlotPlace(0, Optional.empty(), 0);

  public SlotPlace {
    if (next < 0) throw new IllegalArgumentException("offset must not be negative: " + next);
    if (l1Block < 0) throw new IllegalArgumentException("L1 block must not be negative");
  }
}
