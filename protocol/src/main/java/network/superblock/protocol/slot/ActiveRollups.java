package network.superblock.protocol.slot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L1BlockRef;

/**
 * Who takes part in a slot.
 *
 * @param at the finalized L1 block at which the registry was read
 * @param genesis the hash of each active rollup's block 0
 */
public record ActiveRollups(L1BlockRef at, SortedMap<ChainId, Hash32> genesis) {

  public ActiveRollups {
    genesis = Collections.unmodifiableSortedMap(new TreeMap<>(genesis));
  }
}
