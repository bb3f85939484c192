package network.superblock.protocol.superblock;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;

/**
 * What L1 stores of a superblock. See SBCP section 7.
 *
 * @param blocksRoot the root of its {@link BlocksTree}
 * @param xtsHash the Keccak-256 of its xT ids, concatenated in sequence order
 */
public record SuperblockHeader(
    SuperblockNumber number, Slot slot, Hash32 parentHash, Hash32 blocksRoot, Hash32 xtsHash) {

  /** The superblock's hash. */
  public Hash32 hash() {
    return Hash32.of(
        new Keccak256()
            .update(AbiWord.of(number.value()).bytes())
            .update(AbiWord.of(slot.value()).bytes())
            .update(parentHash.bytes())
            .update(blocksRoot.bytes())
            .update(xtsHash.bytes())
            .digest());
  }
}
