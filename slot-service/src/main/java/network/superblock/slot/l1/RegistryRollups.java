package network.superblock.slot.l1;

import java.util.Optional;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.slot.Rollups;

/** Who takes part, by the registry as of the last finalized L1 block that was seen. */
final class RegistryRollups implements Rollups {

  private final RegistryReader registry;

  public RegistryRollups(RegistryReader registry) {
    this.registry = registry;
  }

  @Override
  public Optional<ActiveRollups> activeIn(Slot slot) {
    try {
      var view = registry.finalized();
      var genesis = new TreeMap<ChainId, Hash32>();
      view.activeIn(slot).forEach((chain, rollup) -> genesis.put(chain, rollup.genesisBlockHash()));
      return Optional.of(new ActiveRollups(view.at(), genesis));
    } catch (UnavailableException _) {
      // Health says so; the slot opens as soon as L1 has been read.
      return Optional.empty();
    }
  }
}
