package network.superblock.simulator.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;

/** One decision for each instance. */
final class Agreement extends Invariant {

  private final Set<InstanceId> started = new HashSet<>();
  private final Map<InstanceId, Decision> decisions = new HashMap<>();

  Agreement() {
    super("agreement");
  }

  @Override
  void recorded(SlotRecord record) {
    if (record instanceof StartSc start)
      require(started.add(start.instance()), () -> start.instance() + " starts twice");
    if (record instanceof Decided decided) {
      var instance = decided.instance();
      require(started.contains(instance), () -> instance + " is decided and never started");
      var first = decisions.putIfAbsent(instance, decided.decision());
      require(
          first == null,
          () -> instance + " is decided twice: " + first + ", " + decided.decision());
    }
  }
}
