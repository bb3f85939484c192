package network.superblock.superblock.publishing;

import network.superblock.contracts.SettlementLog;

/** What the settlement contract said, and where. */
public record L1Event(SettlementLog log, Inclusion where) {

  boolean isIn(long lastBlock) {
    return where.block().number() <= lastBlock;
  }
}
