package network.superblock.protocol.sequencer;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;

/**
 * Our legs of xTs that have started and may still commit. Anyone who has seen one could submit it
 * alone, so none of them is taken as a local transaction.
 */
public record LiveLegs(SortedMap<XtId, LiveLeg> legs) {

  /** An xT that has not run again for so many slots is over; the queue never says so here. */
  static final long SLOTS_KEPT = 100;

  public static final LiveLegs NONE = new LiveLegs(Collections.emptySortedMap());

  /**
   * One xT's leg.
   *
   * @param started the last slot in which the xT started
   */
  public record LiveLeg(Slot started, List<Bytes> transactions) {
    public LiveLeg {
      transactions = List.copyOf(transactions);
    }
  }

  public LiveLegs {
    legs = Collections.unmodifiableSortedMap(new TreeMap<>(legs));
  }

  public boolean contains(Bytes transaction) {
    return legs.values().stream().anyMatch(leg -> leg.transactions().contains(transaction));
  }

  LiveLegs starting(StartSc start, List<Bytes> transactions) {
    var more = new TreeMap<>(legs);
    more.put(start.id(), new LiveLeg(start.slot(), transactions));
    return new LiveLegs(more);
  }

  /** Those that are not settled by {@code closed}. */
  LiveLegs closing(SlotClosed closed) {
    var rest = new TreeMap<>(legs);
    rest.keySet().removeAll(closed.aborted().keySet());
    if (closed.outcome() instanceof Outcome.Built built)
      rest.keySet().removeAll(List.copyOf(built.includedXts()));
    return new LiveLegs(rest);
  }

  LiveLegs opening(Slot slot) {
    var rest = new TreeMap<>(legs);
    rest.values().removeIf(leg -> slot.value() - leg.started().value() > SLOTS_KEPT);
    return new LiveLegs(rest);
  }
}
