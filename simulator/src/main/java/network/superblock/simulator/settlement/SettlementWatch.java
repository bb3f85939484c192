package network.superblock.simulator.settlement;

import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.SlotClosed;

/** Sees what is about to become a superblock on L1. */
public interface SettlementWatch {

  void publishing(SlotClosed closed, Built superblock);
}
