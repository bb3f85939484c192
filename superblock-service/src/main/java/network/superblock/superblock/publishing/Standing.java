package network.superblock.superblock.publishing;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.slot.SettlementGate;

/**
 * Where the superblocks stand, as this service has stored it.
 *
 * @param base the last final superblock, or genesis
 * @param candidates those after it that are not rolled back, without a gap
 * @param rollBacks how many settlement rollbacks are final and applied
 * @param gate whether a further rollback was seen
 * @param followed the L1 block up to which everything is final and applied
 */
public record Standing(
    Anchor base,
    SortedMap<SuperblockNumber, Candidate> candidates,
    long rollBacks,
    SettlementGate gate,
    long followed) {

  /** A superblock by number and hash. */
  public record Anchor(SuperblockNumber number, Hash32 hash) {}

  public Standing {
    candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
    var expected = base.number().next();
    for (var number : candidates.keySet()) {
      if (!number.equals(expected))
        throw new IllegalArgumentException(
            "superblock " + expected + " is missing before " + number);
      expected = expected.next();
    }
  }

  /** The hash of a superblock that is not below the base; empty when there is none. */
  public Optional<Hash32> hashOf(SuperblockNumber number) {
    return number.equals(base.number())
        ? Optional.of(base.hash())
        : Optional.ofNullable(candidates.get(number)).map(Candidate::hash);
  }

  /** The highest superblock that is known and not rolled back. */
  public SuperblockNumber highest() {
    return candidates.isEmpty() ? base.number() : candidates.lastKey();
  }

  boolean isHeld() {
    return gate instanceof SettlementGate.Held;
  }
}
