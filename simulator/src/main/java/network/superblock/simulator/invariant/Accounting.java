package network.superblock.simulator.invariant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;

/** No xT is both requeued and finalized, and none is lost. */
final class Accounting extends Invariant {

  private final List<List<XtId>> includedByNumber = new ArrayList<>();
  private final Set<XtId> settled = new HashSet<>();
  private final Set<XtId> aborted = new HashSet<>();
  private final Set<XtId> running = new LinkedHashSet<>();

  Accounting() {
    super("no xT both requeued and finalized, none lost");
    includedByNumber.add(List.of());
  }

  @Override
  void recorded(SlotRecord record) {
    if (record instanceof RollBackAndStartSlot start) rollBack(start.ledger());
    if (record instanceof Opens opens)
      require(running.isEmpty(), () -> "slot " + opens.slot() + " opens while " + running + " run");
    if (record instanceof StartSc start) {
      require(!settled.contains(start.id()), () -> start.id() + " starts although it is included");
      require(!aborted.contains(start.id()), () -> start.id() + " starts although it is aborted");
      running.add(start.id());
    }
    if (record instanceof SlotClosed closed) close(closed);
  }

  private void close(SlotClosed closed) {
    List<XtId> included =
        closed.outcome() instanceof Outcome.Built built ? built.includedXts() : List.of();
    for (var xt : running) {
      var fates =
          (included.contains(xt) ? 1 : 0)
              + (closed.requeued().containsKey(xt) ? 1 : 0)
              + (closed.aborted().containsKey(xt) ? 1 : 0);
      require(
          fates == 1, () -> xt + " has " + fates + " fates when slot " + closed.slot() + " closes");
    }
    require(
        running.size() == included.size() + closed.requeued().size() + closed.aborted().size(),
        () -> "slot " + closed.slot() + " closes over xTs that never started in it");
    running.clear();
    aborted.addAll(closed.aborted().keySet());
    settled.addAll(included);
    switch (closed.outcome()) {
      case Outcome.Built _ -> includedByNumber.add(included);
      case Outcome.Failed _ -> {}
      case Outcome.RolledBack _ -> rollBack(closed.ledger());
    }
  }

  private void rollBack(Ledger ledger) {
    var gone = includedByNumber.subList((int) ledger.number().value() + 1, includedByNumber.size());
    gone.forEach(settled::removeAll);
    gone.clear();
  }
}
