package network.superblock.protocol.trie;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.TrieNode.Branch;
import network.superblock.protocol.trie.TrieNode.Extension;
import network.superblock.protocol.trie.TrieNode.Leaf;
import network.superblock.protocol.trie.TrieNode.Nothing;

/**
 * An immutable Merkle-Patricia trie, built at once. See the Ethereum yellow paper, appendix D.
 *
 * <p>No key may be a prefix of another, which holds for every trie of Ethereum; no value is empty.
 */
public final class PatriciaTrie {

  /** The root of a trie without entries. */
  public static final Hash32 EMPTY_ROOT = RlpString.EMPTY.hash();

  private static final int RADIX = 16;

  private final TrieNode top;

  private PatriciaTrie(TrieNode top) {
    this.top = top;
  }

  /**
   * The trie of these entries.
   *
   * @throws IllegalArgumentException if a key is a prefix of another or a value is empty
   */
  public static PatriciaTrie of(SortedMap<Bytes, Bytes> entries) {
    List<Entry> sorted = entries.entrySet().stream().map(Entry::of).toList();
    return new PatriciaTrie(node(sorted, 0));
  }

  public Hash32 root() {
    return top instanceof Nothing ? EMPTY_ROOT : top.encoding().hash();
  }

  /**
   * The nodes from the root towards {@code key} that a verifier cannot see inside their parents:
   * they prove the key's value, or that it has none.
   */
  public List<Bytes> proof(Bytes key) {
    Nibbles path = Nibbles.of(key);
    List<Bytes> nodes = new ArrayList<>();
    for (var place = new Place(top, 0); !place.isEmpty(); place = place.next(path)) {
      RlpList encoding = place.node().encoding();
      if (nodes.isEmpty() || encoding.encodedSize() >= TrieNode.HASH_SIZE)
        nodes.add(encoding.encoded());
    }
    return nodes;
  }

  // The entries are sorted and agree in their first nibbles up to depth.
  private static TrieNode node(List<Entry> entries, int depth) {
    if (entries.isEmpty()) return new Nothing();
    Nibbles first = entries.getFirst().path();
    if (entries.size() == 1) return leaf(entries.getFirst(), depth);
    // Of sorted entries the first and the last differ the most.
    int shared = first.sharedWith(entries.getLast().path(), depth);
    return shared == depth ? branch(entries, depth) : extension(entries, depth, shared);
  }

  private static Leaf leaf(Entry entry, int depth) {
    Bytes path = entry.path().encode(depth, entry.path().size(), true);
    return new Leaf(RlpList.of(RlpString.of(path), RlpString.of(entry.value())));
  }

  private static Extension extension(List<Entry> entries, int depth, int end) {
    Nibbles key = entries.getFirst().path();
    Branch child = branch(entries, end);
    RlpList encoding = RlpList.of(RlpString.of(key.encode(depth, end, false)), child.reference());
    return new Extension(encoding, key.part(depth, end), child);
  }

  private static Branch branch(List<Entry> entries, int depth) {
    if (entries.getFirst().path().size() == depth)
      throw new IllegalArgumentException("a key is a prefix of another");
    List<TrieNode> children = new ArrayList<>(RADIX);
    List<RlpItem> references = new ArrayList<>(RADIX + 1);
    int from = 0;
    for (int nibble = 0; nibble < RADIX; nibble++) {
      int to = from;
      while (to < entries.size() && entries.get(to).path().at(depth) == nibble) to++;
      TrieNode child = node(entries.subList(from, to), depth + 1);
      children.add(child);
      references.add(child.reference());
      from = to;
    }
    references.add(RlpString.EMPTY);
    return new Branch(RlpList.of(references), children);
  }

  /** A node and the number of nibbles above it. */
  private record Place(TrieNode node, int depth) {

    private static final Place NOWHERE = new Place(new Nothing(), 0);

    boolean isEmpty() {
      return node instanceof Nothing;
    }

    Place next(Nibbles path) {
      return switch (node) {
        case Branch branch when depth < path.size() ->
            new Place(branch.children().get(path.at(depth)), depth + 1);
        case Extension extension when path.has(extension.path(), depth) ->
            new Place(extension.child(), depth + extension.path().size());
        case Branch _, Extension _, Leaf _, Nothing _ -> NOWHERE;
      };
    }
  }

  private record Entry(Nibbles path, Bytes value) {

    Entry {
      if (value.isEmpty()) throw new IllegalArgumentException("a value is empty");
    }

    static Entry of(Map.Entry<Bytes, Bytes> entry) {
      return new Entry(Nibbles.of(entry.getKey()), entry.getValue());
    }
  }
}
