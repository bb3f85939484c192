package network.superblock.protocol.sequencer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.message.CircMessage;

/**
 * Mailbox messages that came before their instance: topics keep no order among each other. Bounded
 * for each source, so that a chain that floods harms its own xTs alone.
 */
public record HeldMessages(SortedMap<InstanceId, Inbox> inboxes) {

  public static final HeldMessages NONE = new HeldMessages(Collections.emptySortedMap());

  public HeldMessages {
    inboxes = Collections.unmodifiableSortedMap(new TreeMap<>(inboxes));
  }

  /** Whether there is room for the message, and it is not a repetition. */
  boolean accepts(CircMessage circ) {
    var header = circ.message().header();
    return countFrom(header.source()) < Inbox.CAPACITY_PER_SOURCE
        && of(circ.instance()).find(header).isEmpty();
  }

  HeldMessages with(CircMessage circ) {
    var more = new TreeMap<>(inboxes);
    more.put(circ.instance(), of(circ.instance()).with(circ.message()));
    return new HeldMessages(more);
  }

  Inbox of(InstanceId instance) {
    return inboxes.getOrDefault(instance, Inbox.EMPTY);
  }

  HeldMessages without(InstanceId instance) {
    if (!inboxes.containsKey(instance)) return this;
    var rest = new TreeMap<>(inboxes);
    rest.remove(instance);
    return new HeldMessages(rest);
  }

  /** Those whose slot is not before {@code first}. */
  HeldMessages from(Slot first) {
    var rest = new TreeMap<>(inboxes);
    rest.keySet().removeIf(instance -> first.isAfter(instance.slot()));
    return new HeldMessages(rest);
  }

  private long countFrom(ChainId source) {
    return inboxes.values().stream().mapToLong(inbox -> inbox.countFrom(source)).sum();
  }
}
