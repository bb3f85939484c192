package network.superblock.slot;

import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.slot.SettlementView;

/**
 * How far a leader has read its inputs, and from where its successor must read again. A rollback
 * that was seen but is neither final nor gone is part of no record, so the successor has to meet it
 * again: the topic's position stays in front of it. Confined to the driver's thread.
 */
final class InputPositions {

  private final SortedMap<String, Long> next;
  private final SortedMap<String, Long> unsettled = new TreeMap<>();

  InputPositions(InputOffsets from) {
    this.next = new TreeMap<>(from.next());
  }

  void passed(String partition, long offset) {
    next.merge(partition, offset + 1, Math::max);
  }

  /** Notes where the record stood that led to this view of settlement. */
  void settlement(SettlementView view, String partition, long offset) {
    if (view.isOpen()) unsettled.clear();
    else unsettled.putIfAbsent(partition, offset);
  }

  /** From where to read again if the slot that opens now changes hands. */
  InputOffsets forOpening() {
    var from = new TreeMap<>(next);
    from.putAll(unsettled);
    return new InputOffsets(from);
  }
}
