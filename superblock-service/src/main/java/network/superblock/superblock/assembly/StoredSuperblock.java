package network.superblock.superblock.assembly;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.superblock.SuperblockHeader;

/**
 * A superblock as it is kept, with all that it is made of.
 *
 * @param header what was published
 * @param hash under which it was published
 * @param closed its slot's end
 * @param blocks the accepted blocks
 * @param includedXts in sequence order
 */
public record StoredSuperblock(
    SuperblockHeader header,
    Hash32 hash,
    SlotClosed closed,
    SortedMap<ChainId, BlockRef> blocks,
    List<XtId> includedXts) {

  public StoredSuperblock {
    blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
    includedXts = List.copyOf(includedXts);
  }
}
