package network.superblock.protocol.slot;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.message.SlotRecord;

/**
 * What an event leads to: the state after it and the records that make it so. The state is true
 * only once the log has acknowledged the records, in this order; any prefix of them folds
 * correctly.
 */
public record Step(SlotState state, List<SlotRecord> records) {

  public Step {
    records = List.copyOf(records);
  }

  static Step to(SlotState state) {
    return new Step(state, List.of());
  }

  Step and(SlotState next, SlotRecord written) {
    var all = new ArrayList<>(records);
    all.add(written);
    return new Step(next, all);
  }
}
