package network.superblock.runtime.l1;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryLog;
import network.superblock.protocol.Address;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.l1.L1Client.PlacedLog;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;

/** The registry at every final L1 block, folded from its events. Immutable. */
final class RegistryHistory {

  private final RegistryView head;
  // The view after each block that changed it.
  private final NavigableMap<Long, RegistryView> changes;

  private RegistryHistory(RegistryView head, NavigableMap<Long, RegistryView> changes) {
    this.head = head;
    this.changes = changes;
  }

  /** The registry before its first event. */
  static RegistryHistory before(L1BlockRef first) {
    return new RegistryHistory(RegistryView.empty(first), new TreeMap<>());
  }

  /** The registry at the last final block. */
  RegistryView head() {
    return head;
  }

  /** The registry at a block; at the last final one for a block that is not final yet. */
  RegistryView at(long block) {
    if (block >= head.at().number()) return head;
    var change = changes.floorEntry(block);
    return change == null ? RegistryView.empty(head.at()) : change.getValue();
  }

  /** The history up to a later final block. */
  RegistryHistory extended(List<PlacedLog> events, L1BlockRef until) {
    var extended = new TreeMap<>(changes);
    var view = head;
    for (var event : events) {
      var change = RegistryLog.of(event.log());
      if (change.isEmpty()) continue;
      view = view.after(change.get(), event.block());
      extended.put(event.block().number(), view);
    }
    return new RegistryHistory(view.at(until), extended);
  }

  /** The keys that were registered at some block from {@code block} on. */
  Set<Address> keysSince(long block, Sender sender) {
    var keys = new HashSet<>(keys(at(block), sender));
    for (var view : changes.tailMap(block, true).values()) keys.addAll(keys(view, sender));
    return keys;
  }

  private static Set<Address> keys(RegistryView view, Sender sender) {
    return switch (sender) {
      case Sender.Sequencer(var chain) ->
          view.rollup(chain)
              .filter(RegisteredRollup::active)
              .map(rollup -> Set.of(rollup.sequencer()))
              .orElse(Set.of());
      case Sender.Publisher publisher -> view.keysOf(role(publisher.role()));
    };
  }

  private static PublisherRole role(Role role) {
    return switch (role) {
      case SLOT_SERVICE -> PublisherRole.SLOT_SERVICE;
      case XT_QUEUE_SERVICE -> PublisherRole.XT_QUEUE_SERVICE;
      case BLOCK_STORE_SERVICE -> PublisherRole.BLOCK_STORE_SERVICE;
      case SUPERBLOCK_SERVICE -> PublisherRole.SUPERBLOCK_SERVICE;
      case P2P_GATEWAY -> PublisherRole.P2P_GATEWAY;
      case SEQUENCER -> throw new IllegalArgumentException("a sequencer is no publisher service");
    };
  }
}
