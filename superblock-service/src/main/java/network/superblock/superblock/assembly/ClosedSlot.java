package network.superblock.superblock.assembly;

import java.time.Instant;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.superblock.Superblock;

/** A slot's end, as this service understands it. */
public sealed interface ClosedSlot {

  SlotClosed closed();

  /** The record's own time. */
  Instant at();

  /** Its superblock is what its blocks and xTs make it. */
  record Sound(SlotClosed closed, Superblock superblock, Instant at) implements ClosedSlot {}

  /**
   * The record contradicts what can be recomputed: nothing is published from here on.
   *
   * @param claimed what the record says
   * @param reason for people
   */
  record Unsound(SlotClosed closed, Superblock claimed, String reason, Instant at)
      implements ClosedSlot {}

  /** It has no superblock. */
  record Unbuilt(SlotClosed closed, Instant at) implements ClosedSlot {}
}
