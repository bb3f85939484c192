package network.superblock.runtime.l1;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryLog;
import network.superblock.contracts.RegistryLog.PublisherKeyAdded;
import network.superblock.contracts.RegistryLog.PublisherKeyRemoved;
import network.superblock.contracts.RegistryLog.RollupDeactivated;
import network.superblock.contracts.RegistryLog.RollupRegistered;
import network.superblock.contracts.RegistryLog.RollupUpdated;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L1BlockRef;

/**
 * The registry as it stood at a final L1 block. See SBCP section 9.
 *
 * @param rollups every rollup ever registered, the inactive ones too
 * @param publisherKeys who may sign for each of the publisher's services
 */
public record RegistryView(
    L1BlockRef at,
    SortedMap<ChainId, RegisteredRollup> rollups,
    SortedMap<PublisherRole, SortedSet<Address>> publisherKeys) {

  public RegistryView {
    rollups = Collections.unmodifiableSortedMap(new TreeMap<>(rollups));
    publisherKeys = Collections.unmodifiableSortedMap(new TreeMap<>(publisherKeys));
  }

  static RegistryView empty(L1BlockRef at) {
    return new RegistryView(at, Collections.emptySortedMap(), Collections.emptySortedMap());
  }

  /** The rollups that take part in {@code slot}. */
  public SortedMap<ChainId, RegisteredRollup> activeIn(Slot slot) {
    var active = new TreeMap<>(rollups);
    active.values().removeIf(rollup -> !isActive(rollup, slot));
    return Collections.unmodifiableSortedMap(active);
  }

  /** The rollup, active or not; empty if it was never registered. */
  public Optional<RegisteredRollup> rollup(ChainId chain) {
    return Optional.ofNullable(rollups.get(chain));
  }

  public Set<Address> keysOf(PublisherRole role) {
    return publisherKeys.getOrDefault(role, Collections.emptySortedSet());
  }

  RegistryView at(L1BlockRef block) {
    return new RegistryView(block, rollups, publisherKeys);
  }

  /** The registry after an event of {@code block}. */
  RegistryView after(RegistryLog change, L1BlockRef block) {
    return switch (change) {
      case RollupRegistered(var rollup) -> with(rollup, block);
      case RollupUpdated update -> with(updated(update), block);
      case RollupDeactivated(var chain) -> with(deactivated(known(chain)), block);
      case PublisherKeyAdded(var key) -> {
        var keys = new TreeSet<>(keysOf(key.role()));
        keys.add(key.key());
        yield with(key.role(), keys, block);
      }
      case PublisherKeyRemoved(var key) -> {
        var keys = new TreeSet<>(keysOf(key.role()));
        keys.remove(key.key());
        yield with(key.role(), keys, block);
      }
    };
  }

  private static boolean isActive(RegisteredRollup rollup, Slot slot) {
    return rollup.active() && !rollup.startingSlot().isAfter(slot);
  }

  private RegistryView with(RegisteredRollup rollup, L1BlockRef block) {
    var changed = new TreeMap<>(rollups);
    changed.put(rollup.chain(), rollup);
    return new RegistryView(block, changed, publisherKeys);
  }

  private RegistryView with(PublisherRole role, SortedSet<Address> keys, L1BlockRef block) {
    var changed = new TreeMap<>(publisherKeys);
    changed.put(role, Collections.unmodifiableSortedSet(keys));
    return new RegistryView(block, rollups, changed);
  }

  private RegisteredRollup updated(RollupUpdated update) {
    var old = known(update.chain());
    return new RegisteredRollup(
        old.chain(),
        old.genesisBlockHash(),
        update.sequencer(),
        update.coordinator(),
        update.mailbox(),
        update.endpoint(),
        old.startingSlot(),
        old.active());
  }

  private static RegisteredRollup deactivated(RegisteredRollup old) {
    return new RegisteredRollup(
        old.chain(),
        old.genesisBlockHash(),
        old.sequencer(),
        old.coordinator(),
        old.mailbox(),
        old.endpoint(),
        old.startingSlot(),
        false);
  }

  private RegisteredRollup known(ChainId chain) {
    var rollup = rollups.get(chain);
    if (rollup == null)
      throw new IllegalStateException(
          "the registry's events begin before the L1 block that is configured: chain " + chain);
    return rollup;
  }
}
