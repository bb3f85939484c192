package network.superblock.protocol.slot;

/** Whether a settlement rollback stands in the way of new xTs. See SBCP section 4, P9'. */
public sealed interface SettlementGate {

  record Open() implements SettlementGate {}

  /** A rollback was seen on L1 and is not final yet. */
  record Held(long ordinal) implements SettlementGate {}
}
