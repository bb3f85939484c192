package network.superblock.protocol.trie;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.Proven.Absent;
import network.superblock.protocol.trie.Proven.Invalid;
import network.superblock.protocol.trie.Proven.Present;

/** Verifies the proofs of {@code eth_getProof}. See EIP-1186. */
public final class StateProof {

  private StateProof() {}

  /** What {@code nodes} prove of {@code address} under a block's state root. */
  public static Proven<AccountState> account(Hash32 stateRoot, Address address, List<Bytes> nodes) {
    return read(
        TriePath.follow(stateRoot, Keccak256.hash(address.bytes()), nodes), AccountState::decode);
  }

  /** What {@code nodes} prove of a storage slot under an account's storage root. */
  public static Proven<Hash32> storage(Hash32 storageRoot, Hash32 slot, List<Bytes> nodes) {
    return read(
        TriePath.follow(storageRoot, Keccak256.hash(slot.bytes()), nodes), StateProof::word);
  }

  private static Hash32 word(Bytes encoded) throws MalformedRlpException {
    RlpString value = RlpDecoder.decode(encoded, RlpLimits.TRIE_NODE).asString();
    if (value.toUint256().signum() == 0) throw new MalformedRlpException("a slot stores zero");
    byte[] word = new byte[32];
    byte[] stripped = value.value().toArray();
    System.arraycopy(stripped, 0, word, word.length - stripped.length, stripped.length);
    return Hash32.of(word);
  }

  private static <T> Proven<T> read(Proven<Bytes> leaf, LeafReader<T> reader) {
    return switch (leaf) {
      case Absent<Bytes> _ -> new Absent<>();
      case Invalid<Bytes>(var reason) -> new Invalid<>(reason);
      case Present<Bytes>(var value) -> {
        try {
          yield new Present<>(reader.read(value));
        } catch (MalformedRlpException malformed) {
          yield new Invalid<>("leaf: " + malformed.reason());
        }
      }
    };
  }

  private interface LeafReader<T> {
    T read(Bytes leaf) throws MalformedRlpException;
  }
}
