package network.superblock.superblock.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.contracts.SettlementLog;
import network.superblock.protocol.SuperblockNumber;

/**
 * What the contract's recent events amount to: the superblocks that it published and has not voided
 * since.
 *
 * @param published as they stood before the first rollback that is not final
 * @param finalRollBacks in order
 */
record SettlementChain(
    SortedMap<SuperblockNumber, Entry> published, List<Change.RolledBack> finalRollBacks) {

  record Entry(SettlementLog.Published log, Inclusion where) {}

  /** Reads the events of a view, of which those before {@code appliedRollBacks} are known. */
  static SettlementChain of(L1View view, long appliedRollBacks) {
    var published = new TreeMap<SuperblockNumber, Entry>();
    var rollBacks = new ArrayList<Change.RolledBack>();
    for (var event : view.events()) {
      switch (event.log()) {
        case SettlementLog.Published log ->
            published.put(log.header().number(), new Entry(log, event.where()));
        case SettlementLog.RolledBack log -> {
          boolean isNew = log.ordinal() > appliedRollBacks;
          if (isNew && !event.isIn(view.finalized().number()))
            return new SettlementChain(published, rollBacks);
          published.tailMap(log.lastValid().next()).clear();
          if (isNew) rollBacks.add(rolledBack(log, event));
        }
        case SettlementLog.PublisherChanged _ -> {}
      }
    }
    return new SettlementChain(published, rollBacks);
  }

  private static Change.RolledBack rolledBack(SettlementLog.RolledBack log, L1Event event) {
    return new Change.RolledBack(
        log.ordinal(), log.lastValid(), log.lastValidHash(), event.where().block());
  }
}
