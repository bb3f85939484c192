package network.superblock.xtqueue.l1;

import java.time.InstantSource;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.xtqueue.Rollups;

/** Asks the registry as of the last final L1 block. */
final class RegisteredRollups implements Rollups {

  private final RegistryReader registry;
  private final SlotSchedule schedule;
  private final InstantSource clock;

  RegisteredRollups(RegistryReader registry, SlotSchedule schedule, InstantSource clock) {
    this.registry = registry;
    this.schedule = schedule;
    this.clock = clock;
  }

  @Override
  public Registration registrationOf(ChainId chain) {
    var view = registry.finalized();
    if (view.rollup(chain).isEmpty()) return Registration.UNKNOWN;
    var slot = schedule.slotAt(clock.instant());
    return view.activeIn(slot).containsKey(chain) ? Registration.ACTIVE : Registration.INACTIVE;
  }
}
