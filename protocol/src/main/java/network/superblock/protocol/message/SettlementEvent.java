package network.superblock.protocol.message;

/**
 * What the settlement contract did to superblocks that were already published.
 *
 * <p>Rollbacks are counted from 1 by {@code ordinal}, so that one read twice is applied once. A
 * rollback that was gone may come again; so the events are numbered too, by a growing {@code
 * revision}, and one that is read late is known by it. 0 is unnumbered: it is heeded only before
 * the first numbered one.
 */
public sealed interface SettlementEvent extends ProtocolMessage {

  long ordinal();

  long revision();

  /** A rollback stands in an L1 block that is not final yet. */
  record RollBackSeen(long ordinal, long revision) implements SettlementEvent {}

  /** The rollback seen before is gone with its L1 block. */
  record RollBackReorgedOut(long ordinal, long revision) implements SettlementEvent {}

  /**
   * The rollback is final.
   *
   * @param lastValid where the network stood after the last superblock that remains
   */
  record RollBackFinalized(long ordinal, long revision, Ledger lastValid)
      implements SettlementEvent {}
}
