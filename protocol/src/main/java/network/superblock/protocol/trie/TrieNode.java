package network.superblock.protocol.trie;

import java.util.List;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/** A node of a trie in memory. A branch holds no value, because no key is a prefix of another. */
sealed interface TrieNode {

  /** Encodings shorter than a hash stand in their parent as themselves. */
  int HASH_SIZE = 32;

  RlpList encoding();

  /** How the parent names this node. */
  default RlpItem reference() {
    RlpList encoding = encoding();
    return encoding.encodedSize() < HASH_SIZE ? encoding : RlpString.of(encoding.hash());
  }

  record Leaf(RlpList encoding) implements TrieNode {}

  record Extension(RlpList encoding, Nibbles path, TrieNode child) implements TrieNode {}

  /** The children by nibble; where there is none stands {@link Nothing}. */
  record Branch(RlpList encoding, List<TrieNode> children) implements TrieNode {}

  /** No node: the parent names it by the empty string. */
  record Nothing() implements TrieNode {

    @Override
    public RlpList encoding() {
      throw new IllegalStateException("nothing has no encoding");
    }

    @Override
    public RlpItem reference() {
      return RlpString.EMPTY;
    }
  }
}
