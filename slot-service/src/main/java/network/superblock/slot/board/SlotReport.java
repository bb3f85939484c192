package network.superblock.slot.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;

/**
 * One slot, as far as the log tells.
 *
 * @param state STARTING_SLOT, FREE, LOCKED or SEALING while it is open, CLOSED afterwards
 * @param rollups the chains that take part
 * @param beginsAt by the network's clock; it is opened a little later, at {@code startedAt}
 * @param closing how it ended; empty while it is open
 */
public record SlotReport(
    Slot slot,
    String state,
    SuperblockNumber nextSuperblock,
    List<ChainId> rollups,
    Instant beginsAt,
    Instant startedAt,
    Instant sealsAt,
    Instant endsAt,
    List<InstanceReport> instances,
    Optional<Closing> closing) {

  /**
   * How a slot ended.
   *
   * @param outcome BUILT, FAILED or ROLLED_BACK
   */
  public record Closing(
      Instant at,
      String outcome,
      SuperblockNumber superblock,
      Hash32 hash,
      SortedMap<ChainId, BlockRef> blocks,
      List<XtId> includedXts,
      SortedMap<XtId, String> requeued,
      SortedMap<XtId, String> aborted,
      List<ChainId> suspended) {}
}
