package network.superblock.preconfirmation.signature;

import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Address;

/** Whose signature a commitment carries. */
public sealed interface Recovery {

  /**
   * Somebody's; only a comparison with the scheduled signer says anything.
   *
   * @param canonical the commitment with the lower s, the only form that is kept and served
   * @param malleated whether it came with the higher s, which anyone can make of the lower one
   */
  record Signed(Address signer, SignedCommitment canonical, boolean malleated)
      implements Recovery {}

  /** Nobody's. */
  record Unrecoverable(String detail) implements Recovery {}
}
