package network.superblock.wire.signature;

import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/**
 * Signs what a service writes: a key in this process, or somebody outside who holds one.
 *
 * <p>A signer outside hashes what it is given before it signs, as Ethereum's do. So its signature
 * is one of {@code keccak256(digest)}; an envelope is good with either.
 */
public interface Signer {

  /** The Ethereum address that the registry knows the key by. */
  Address address();

  /** A signature of the digest, or of its keccak256. */
  Signature sign(Hash32 digest);

  /** Itself, or the key that is in force now; what it says of itself holds for one message. */
  default Signer current() {
    return this;
  }
}
