package network.superblock.simulator.publisher;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.SlotTimer;

/** One leadership: the state after all its records, and those that are not written yet. */
final class Leading {

  private final PublisherBrain brain;
  private final PublisherWatch watch;
  private final TreeMap<String, Long> next;
  private final TreeMap<String, Long> unsettled = new TreeMap<>();
  private final Set<SlotTimer> armed = new HashSet<>();
  private final List<SlotRecord> unwritten = new ArrayList<>();
  private SlotState state;
  private boolean isArmed;

  Leading(PublisherBrain brain, PublisherWatch watch, SlotState state, InputOffsets from) {
    this.brain = brain;
    this.watch = watch;
    this.state = state;
    this.next = new TreeMap<>(from.next());
  }

  SlotState state() {
    return state;
  }

  void on(SlotEvent event, Instant now) {
    var step = brain.on(state, event, now);
    watch.stepped(state, event, step);
    isArmed &= step.state().equals(state);
    state = step.state();
    unwritten.addAll(step.records());
  }

  void passed(String topic, long offset) {
    next.merge(topic, offset + 1, Math::max);
  }

  /** A rollback that is not settled yet must be met again by a successor. */
  void met(String topic, long offset) {
    if (state.ground().settlement().isOpen()) unsettled.clear();
    else unsettled.putIfAbsent(topic, offset);
  }

  /** From where to read again if the slot that opens now changes hands. */
  InputOffsets positions() {
    var from = new TreeMap<>(next);
    from.putAll(unsettled);
    return new InputOffsets(from);
  }

  List<SlotRecord> takeUnwritten() {
    var records = List.copyOf(unwritten);
    unwritten.clear();
    return records;
  }

  List<SlotTimer> timersToArm(SlotSchedule schedule) {
    if (isArmed) return List.of();
    isArmed = true;
    return SlotTimer.armedIn(state, schedule).stream().filter(armed::add).toList();
  }

  void fired(SlotTimer timer, Instant now) {
    armed.remove(timer);
    isArmed = false;
    on(timer.event(), now);
  }
}
