package network.superblock.protocol.slot;

import network.superblock.protocol.Slot;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;

/**
 * What outlives a slot.
 *
 * @param lastSlot the last slot that was opened; 0 before the first
 */
public record Ground(Slot lastSlot, Ledger ledger, SettlementView settlement) {

  Ground opened(SlotOpening opening) {
    var isKnown = settlement.settled() >= opening.settled();
    return new Ground(
        opening.slot(), ledger, isKnown ? settlement : SettlementView.settledAt(opening.settled()));
  }

  Ground at(Ledger next) {
    return new Ground(lastSlot, next, settlement);
  }

  Ground settlement(SettlementView next) {
    return new Ground(lastSlot, ledger, next);
  }
}
