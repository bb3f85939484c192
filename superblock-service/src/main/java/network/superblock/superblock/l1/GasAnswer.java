package network.superblock.superblock.l1;

import network.superblock.contracts.Revert;

/** What publishing would take. */
public sealed interface GasAnswer {

  /** It would succeed now, for this much gas. */
  record Takes(long gas) implements GasAnswer {}

  /** The contract refuses it now. */
  record Reverts(Revert reason) implements GasAnswer {}
}
