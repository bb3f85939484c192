package network.superblock.simulator.world;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import network.superblock.protocol.Slot;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.Decision.Abort;
import network.superblock.protocol.message.Decision.AbortReason.TimedOut;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.simulator.log.SlotEntry;

/** How each slot ended. */
final class SlotHistory {

  private final TreeMap<Slot, SlotClosed> closed = new TreeMap<>();
  private final Set<Slot> timedOut = new HashSet<>();
  private LeaderFilter filter = LeaderFilter.atStart();

  void see(SlotEntry entry) {
    var reading = filter.read(entry.writer(), entry.record());
    filter = reading.next();
    if (reading instanceof Reading.Accepted(var _, SlotClosed end)) closed.put(end.slot(), end);
    if (reading instanceof Reading.Accepted(var _, Decided(var slot, var _, Abort(TimedOut _))))
      timedOut.add(slot);
  }

  /** Whether some participant of an xT was silent in the slot. */
  boolean hasSilence(Slot slot) {
    return timedOut.contains(slot);
  }

  /** Whether the slot became a superblock of so many blocks. */
  boolean isBuiltOf(Slot slot, int blocks) {
    var end = closed.get(slot);
    return end != null
        && end.outcome() instanceof Outcome.Built built
        && built.blocks().size() == blocks;
  }

  long built() {
    return built(closed.values());
  }

  long builtBefore(Slot slot) {
    return built(closed.headMap(slot).values());
  }

  private static long built(Collection<SlotClosed> ends) {
    return ends.stream().filter(end -> end.outcome() instanceof Outcome.Built).count();
  }

  long all() {
    return closed.size();
  }
}
