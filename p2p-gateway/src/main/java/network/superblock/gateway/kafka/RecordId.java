package network.superblock.gateway.kafka;

import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/** What a record is known by: a list by its name, a commitment by the hash of its 382 bytes. */
final class RecordId {

  private RecordId() {}

  /** The signature counts: whoever repeats a promise with another one says something else. */
  static Hash32 of(SignedCommitment signed) {
    return Hash32.of(Keccak256.hash(signed.encode().unsafeArray()));
  }
}
