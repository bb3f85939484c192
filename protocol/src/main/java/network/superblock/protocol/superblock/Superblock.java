package network.superblock.protocol.superblock;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.BlockRef;

/**
 * One slot's L2 blocks as one block.
 *
 * @param parentHash the superblock before it
 * @param includedXts in sequence order
 */
public record Superblock(
    SuperblockNumber number,
    Slot slot,
    Hash32 parentHash,
    SortedMap<ChainId, BlockRef> blocks,
    List<XtId> includedXts) {

  public Superblock {
    blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
    includedXts = List.copyOf(includedXts);
  }

  /** The Merkle root over the blocks. */
  public Hash32 blocksRoot() {
    return BlocksTree.of(blocks).root();
  }

  /** The Keccak-256 of the included xT ids, concatenated. */
  public Hash32 xtsHash() {
    var hasher = new Keccak256();
    for (var xt : includedXts) hasher.update(xt.hash().bytes());
    return Hash32.of(hasher.digest());
  }

  /** What L1 stores of it. */
  public SuperblockHeader header() {
    return new SuperblockHeader(number, slot, parentHash, blocksRoot(), xtsHash());
  }

  public Hash32 hash() {
    return header().hash();
  }
}
