package network.superblock.preconfirmation.storage;

import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.SignedCommitment;

/** What became of a commitment that was to be kept. */
public sealed interface Keeping {

  /**
   * It is kept, and its signer is bound to it.
   *
   * @param head the highest block known from now on
   * @param withNewList whether the list that came with it was not here before
   */
  record Kept(PreconfHead head, boolean withNewList) implements Keeping {}

  /** It was kept before; the list that came with it is kept as well now. */
  record KeptBefore(boolean withNewList) implements Keeping {}

  /** Its signer is bound to another promise of the same block and slot: nothing was done. */
  record Contradicts(SignedCommitment first) implements Keeping {}

  /** There is no room for the list that came with it: nothing was done. */
  record NoRoom() implements Keeping {}
}
