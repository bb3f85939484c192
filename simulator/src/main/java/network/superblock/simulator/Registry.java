package network.superblock.simulator;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.simulator.chain.SimulatedBlock;

/**
 * The rollups on L1.
 *
 * @param absent in which slots a rollup is not active
 */
public record Registry(List<ChainId> chains, SortedMap<Slot, ChainId> absent) {

  public Registry {
    chains = List.copyOf(chains);
  }

  public ActiveRollups activeIn(Slot slot) {
    var genesis = new TreeMap<ChainId, Hash32>();
    for (var chain : chains)
      if (!chain.equals(absent.get(slot))) genesis.put(chain, SimulatedBlock.genesis(chain).hash());
    return new ActiveRollups(new L1BlockRef(slot.value(), Hash32.ZERO), genesis);
  }
}
