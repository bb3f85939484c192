package network.superblock.protocol.trie;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.Proven.Absent;
import network.superblock.protocol.trie.Proven.Invalid;
import network.superblock.protocol.trie.Proven.Present;

/**
 * Follows a key of 32 bytes through the nodes of a proof. Each node must be the one its parent
 * names, and none may be left over: a proof has one form, and its size is bounded.
 */
final class TriePath {

  private static final int BRANCH_SIZE = 17;
  private static final Bytes EMPTY_NODE = RlpString.EMPTY.encoded();

  private final Nibbles path;
  private final List<Bytes> nodes;
  private int used;
  private int depth;

  private TriePath(Nibbles path, List<Bytes> nodes) {
    this.path = path;
    this.nodes = nodes;
  }

  static Proven<Bytes> follow(Hash32 root, Hash32 key, List<Bytes> nodes) {
    Nibbles path = Nibbles.of(key.bytes());
    if (nodes.size() > path.size() + 1) return new Invalid<>("more nodes than a key has nibbles");
    if (root.equals(PatriciaTrie.EMPTY_ROOT)) return followNothing(nodes);
    try {
      return new TriePath(path, nodes).followAll(root);
    } catch (MalformedRlpException malformed) {
      return new Invalid<>(malformed.reason());
    }
  }

  // Nodes disagree on the proof of an empty trie: no node at all, or the empty one.
  private static Proven<Bytes> followNothing(List<Bytes> nodes) {
    return nodes.isEmpty() || nodes.equals(List.of(EMPTY_NODE))
        ? new Absent<>()
        : new Invalid<>("nodes below an empty root");
  }

  private Proven<Bytes> followAll(Hash32 root) throws MalformedRlpException {
    RlpItem reference = RlpString.of(root);
    Proven<Bytes> found = new Absent<>();
    while (!reference.equals(RlpString.EMPTY)) {
      RlpList node = resolve(reference);
      if (node.size() == BRANCH_SIZE) {
        reference = childOf(node);
        continue;
      }
      NodePath step = NodePath.decode(node.sized(2, 2).string(0).value());
      if (step.isLeaf()) {
        found = valueOf(node, step);
        break;
      }
      reference = below(node, step);
    }
    if (used < nodes.size()) throw new MalformedRlpException("nodes follow the end of the path");
    return found;
  }

  private RlpList resolve(RlpItem reference) throws MalformedRlpException {
    return switch (reference) {
      case RlpString hash -> named(hash.toHash());
      case RlpList inline -> embedded(inline);
    };
  }

  private RlpList named(Hash32 hash) throws MalformedRlpException {
    if (used == nodes.size()) throw new MalformedRlpException("a node is missing");
    Bytes node = nodes.get(used++);
    RlpItem item = RlpDecoder.decode(node, RlpLimits.TRIE_NODE);
    if (!item.hash().equals(hash)) throw new MalformedRlpException("a node has another hash");
    return item.asList();
  }

  // Some nodes list an embedded node once more on its own.
  private RlpList embedded(RlpList node) throws MalformedRlpException {
    if (node.encodedSize() >= TrieNode.HASH_SIZE)
      throw new MalformedRlpException("an embedded node is as long as a hash");
    if (used < nodes.size() && nodes.get(used).equals(node.encoded())) used++;
    return node;
  }

  private RlpItem childOf(RlpList branch) throws MalformedRlpException {
    if (depth == path.size()) throw new MalformedRlpException("a branch lies below the key");
    if (!branch.string(BRANCH_SIZE - 1).isEmpty())
      throw new MalformedRlpException("a branch has a value");
    return branch.get(path.at(depth++));
  }

  private RlpItem below(RlpList extension, NodePath step) throws MalformedRlpException {
    int length = step.nibbles().size();
    if (length == 0 || length > path.size() - depth)
      throw new MalformedRlpException("an extension has " + length + " nibbles");
    RlpItem child = extension.get(1);
    if (child.equals(RlpString.EMPTY)) throw new MalformedRlpException("an extension has no child");
    if (!path.has(step.nibbles(), depth)) return RlpString.EMPTY;
    depth += length;
    return child;
  }

  private Proven<Bytes> valueOf(RlpList leaf, NodePath step) throws MalformedRlpException {
    Bytes value = leaf.string(1).value();
    if (step.nibbles().size() != path.size() - depth)
      throw new MalformedRlpException("a leaf's key has another length");
    return path.has(step.nibbles(), depth) ? new Present<>(value) : new Absent<>();
  }
}
