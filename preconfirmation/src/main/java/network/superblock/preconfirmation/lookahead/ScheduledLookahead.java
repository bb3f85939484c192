package network.superblock.preconfirmation.lookahead;

import java.util.concurrent.ConcurrentSkipListMap;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;

/**
 * A schedule that is told slot by slot, as it becomes known. What lies before its first slot or
 * after its last is unknown; a gap between two known slots is impossible.
 */
public final class ScheduledLookahead implements Lookahead {

  private final ConcurrentSkipListMap<Long, Slot> slots = new ConcurrentSkipListMap<>();
  private final int most;

  private record Slot(long end, Address signer) {}

  /** Keeps the last {@code most} slots. */
  public ScheduledLookahead(int most) {
    if (most <= 0) throw new IllegalArgumentException("keep at least one slot");
    this.most = most;
  }

  /**
   * Learns of a slot; a later word on the same slot counts.
   *
   * @param start of the slot, {@code end} its end, both seconds since 1970
   */
  public void learn(long start, long end, Address signer) {
    if (end <= start) throw new IllegalArgumentException("a slot must last");
    slots.put(start, new Slot(end, signer));
    while (slots.size() > most) slots.pollFirstEntry();
  }

  @Override
  public Turn turnOf(UInt256 timestamp, UInt256 submissionWindowEnd) {
    var time = timestamp.saturated();
    var entry = slots.floorEntry(time);
    if (entry == null) return new Turn.Unknown();
    var slot = entry.getValue();
    if (time < slot.end()) return new Turn.Known(slot.signer(), UInt256.of(slot.end()));
    return slots.higherKey(time) == null ? new Turn.Unknown() : new Turn.Impossible();
  }
}
