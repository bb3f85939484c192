package network.superblock.preconfirmation.storage;

import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/**
 * A commitment whose signer was recovered.
 *
 * @param hash of its preconfirmation: its name, and what its child calls its parent
 * @param signed in canonical form
 */
public record KnownCommitment(Hash32 hash, Address signer, SignedCommitment signed) {

  public static KnownCommitment of(Address signer, SignedCommitment canonical) {
    return new KnownCommitment(canonical.preconfirmation().hash(), signer, canonical);
  }

  public Preconfirmation preconfirmation() {
    return signed.preconfirmation();
  }

  public UInt256 blockNumber() {
    return preconfirmation().blockNumber();
  }

  /** What its signer may promise once only: a block of a slot. */
  public Promise promise() {
    return new Promise(signer, preconfirmation().submissionWindowEnd(), blockNumber());
  }
}
