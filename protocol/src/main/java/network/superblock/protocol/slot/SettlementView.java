package network.superblock.protocol.slot;

import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;

/**
 * What the publisher knows of settlement. Events are numbered and may be read late or again, so
 * only one that is newer than the last says something. See SBCP section 4, P9 and P9'.
 *
 * @param heard the revision of the last event heeded
 * @param settled the revision of the last event after which no rollback stood in the way
 */
public record SettlementView(SettlementGate gate, long heard, long settled) {

  /** Nothing stands in the way and everything up to {@code revision} is history. */
  static SettlementView settledAt(long revision) {
    return new SettlementView(new SettlementGate.Open(), revision, revision);
  }

  boolean isNews(SettlementEvent event) {
    return event.revision() > heard || heard == 0;
  }

  SettlementView seen(RollBackSeen event) {
    return new SettlementView(new SettlementGate.Held(event.ordinal()), event.revision(), settled);
  }

  /** The rollback is gone; the gate stays held if another one holds it. */
  SettlementView reorgedOut(RollBackReorgedOut event) {
    return gate.equals(new SettlementGate.Held(event.ordinal()))
        ? settledAt(event.revision())
        : new SettlementView(gate, event.revision(), isOpen() ? event.revision() : settled);
  }

  /** The rollback is final, and counts however late it is heard; a later one still holds. */
  SettlementView finalized(RollBackFinalized event) {
    var last = Math.max(heard, event.revision());
    return gate instanceof SettlementGate.Held held && held.ordinal() > event.ordinal()
        ? new SettlementView(gate, last, settled)
        : settledAt(last);
  }

  /** Whether no rollback stands in the way. */
  public boolean isOpen() {
    return gate instanceof SettlementGate.Open;
  }
}
