package network.superblock.xtqueue.fold;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.SlotOpening;

/**
 * The last slot of the log, as far as offers are concerned.
 *
 * @param chains that take part in the slot
 * @param suspended those that may join no xT for now
 */
public record SlotStanding(
    Slot slot, Phase phase, SortedSet<ChainId> chains, SortedSet<ChainId> suspended) {

  /** What a slot takes. */
  public enum Phase {
    /** xTs start. */
    OPEN,
    /** Its blocks are being sealed. */
    SEALING,
    CLOSED
  }

  /** Before the first slot. */
  public static final SlotStanding NONE =
      new SlotStanding(
          new Slot(0), Phase.CLOSED, Collections.emptySortedSet(), Collections.emptySortedSet());

  public SlotStanding {
    chains = Collections.unmodifiableSortedSet(new TreeSet<>(chains));
    suspended = Collections.unmodifiableSortedSet(new TreeSet<>(suspended));
  }

  /** The chains that an xT offered now may touch; none when nothing starts any more. */
  public SortedSet<ChainId> eligible() {
    if (phase != Phase.OPEN) return Collections.emptySortedSet();
    var eligible = new TreeSet<>(chains);
    eligible.removeAll(suspended);
    return eligible;
  }

  SlotStanding open(SlotOpening opening) {
    return new SlotStanding(
        opening.slot(), Phase.OPEN, new TreeSet<>(opening.requests().keySet()), suspended);
  }

  SlotStanding sealing() {
    return new SlotStanding(slot, Phase.SEALING, chains, suspended);
  }

  SlotStanding closed() {
    return new SlotStanding(slot, Phase.CLOSED, chains, suspended);
  }

  SlotStanding suspending(SortedSet<ChainId> chainsSuspended) {
    return new SlotStanding(slot, phase, chains, chainsSuspended);
  }
}
