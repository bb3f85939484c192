package network.superblock.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.SlotTimer;
import network.superblock.slot.SlotInput.InputRead;

/**
 * One leadership: the state after all its records, and those of them that are not written yet.
 * Confined to the driver's thread.
 */
final class Leader {

  private final Term term;
  private final SlotProtocol protocol;
  private final InputPositions positions;
  private final Set<SlotTimer> armed = new HashSet<>();
  private final List<SlotRecord> unwritten = new ArrayList<>();
  private SlotState state;

  Leader(Term term, SlotProtocol protocol, SlotState state, InputOffsets from) {
    this.term = term;
    this.protocol = protocol;
    this.state = state;
    this.positions = new InputPositions(from);
  }

  Term term() {
    return term;
  }

  SlotState state() {
    return state;
  }

  InputOffsets positions() {
    return positions.forOpening();
  }

  void on(SlotEvent event, Instant now) {
    var step = protocol.on(state, event, now);
    state = step.state();
    unwritten.addAll(step.records());
  }

  void read(InputRead input, Instant now) {
    passed(input.partition(), input.offset());
    on(input.event(), now);
    if (input.event() instanceof SettlementChanged)
      positions.settlement(state.ground().settlement(), input.partition(), input.offset());
  }

  void passed(String partition, long offset) {
    positions.passed(partition, offset);
  }

  /** The records of the steps since the last call. */
  List<SlotRecord> takeUnwritten() {
    var records = List.copyOf(unwritten);
    unwritten.clear();
    return records;
  }

  /** The timers that the state needs and that are not armed yet; they are from now on. */
  List<SlotTimer> timersToArm(SlotSchedule schedule) {
    return SlotTimer.armedIn(state, schedule).stream().filter(armed::add).toList();
  }

  void fired(SlotTimer timer, Instant now) {
    armed.remove(timer);
    on(timer.event(), now);
  }
}
