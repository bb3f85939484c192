package network.superblock.slot;

import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.slot.ActiveRollups;

/** The rollup registry as of the last finalized L1 block. */
public interface Rollups {

  /** Who takes part in {@code slot}; empty as long as L1 has not been read. */
  Optional<ActiveRollups> activeIn(Slot slot);
}
