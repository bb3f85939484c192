package network.superblock.protocol.sequencer;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;

/**
 * What a sequencer remembers whatever it is doing.
 *
 * @param slot the last slot that it saw open; it only grows
 * @param nextSequence the place of that slot's next StartSC
 * @param seen the xTs of that slot that name us: each runs at most once in it
 */
public record Memory(
    Slot slot,
    SequenceNumber nextSequence,
    SortedSet<XtId> seen,
    LiveLegs legs,
    HeldMessages held) {

  public Memory {
    seen = Collections.unmodifiableSortedSet(new TreeSet<>(seen));
  }

  /** The memory of a sequencer that takes part in no slot up to {@code slot}. */
  static Memory startingAfter(Slot slot) {
    return new Memory(
        slot,
        new SequenceNumber(0),
        Collections.emptySortedSet(),
        LiveLegs.NONE,
        HeldMessages.NONE);
  }

  Memory opening(Slot next) {
    return new Memory(
        next,
        new SequenceNumber(0),
        Collections.emptySortedSet(),
        legs.opening(next),
        held.from(next));
  }

  /** With the StartSC's place in its slot. */
  Memory noting(StartSc start) {
    return start.sequence().compareTo(nextSequence) < 0
        ? this
        : new Memory(slot, start.sequence().next(), seen, legs, held);
  }

  /** With a StartSC that names us. */
  Memory seeing(StartSc start, List<Bytes> leg) {
    var more = new TreeSet<>(seen);
    more.add(start.id());
    return new Memory(slot, nextSequence, more, legs.starting(start, leg), held).noting(start);
  }

  Memory holding(CircMessage circ) {
    return new Memory(slot, nextSequence, seen, legs, held.with(circ));
  }

  Memory releasing(InstanceId instance) {
    return new Memory(slot, nextSequence, seen, legs, held.without(instance));
  }

  Memory closing(SlotClosed closed) {
    return new Memory(
        slot, nextSequence, seen, legs.closing(closed), held.from(closed.slot().next()));
  }

  boolean hasSeen(XtId xt) {
    return seen.contains(xt);
  }

  /** Whether an instance may still start that is unknown so far. */
  boolean mayStart(InstanceId instance) {
    return instance.slot().isAfter(slot)
        || (instance.slot().equals(slot) && !hasSeen(instance.xt()));
  }
}
