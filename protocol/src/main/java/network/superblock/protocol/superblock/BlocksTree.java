package network.superblock.protocol.superblock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.BlockRef;

/**
 * The Merkle tree over a superblock's blocks, one leaf a chain: OpenZeppelin's standard tree, so
 * that L1 contracts and users verify with stock tools. See SBCP section 7.
 */
public final class BlocksTree {

  /** More siblings than any tree has levels. */
  private static final int MAX_PROOF_SIZE = 64;

  // A heap: the root at 0, the children of i at 2i + 1 and 2i + 2, the sorted leaves backwards from
  // the end.
  private final byte[][] nodes;
  private final SortedMap<ChainId, Integer> leaves;

  private BlocksTree(byte[][] nodes, SortedMap<ChainId, Integer> leaves) {
    this.nodes = nodes;
    this.leaves = leaves;
  }

  /**
   * The tree of these blocks.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BlocksTree of(SortedMap<ChainId, BlockRef> blocks) {
    if (blocks.isEmpty()) throw new IllegalArgumentException("a tree has a leaf");
    var hasher = new Keccak256();
    List<Leaf> sorted = new ArrayList<>(blocks.size());
    blocks.forEach((chain, block) -> sorted.add(new Leaf(chain, leaf(hasher, chain, block))));
    Collections.sort(sorted);
    byte[][] nodes = new byte[2 * sorted.size() - 1][];
    var indexes = new TreeMap<ChainId, Integer>();
    for (int i = 0; i < sorted.size(); i++) {
      int index = nodes.length - 1 - i;
      nodes[index] = sorted.get(i).hash().toArray();
      indexes.put(sorted.get(i).chain(), index);
    }
    for (int i = nodes.length - 1 - sorted.size(); i >= 0; i--) {
      nodes[i] = parent(hasher, nodes[2 * i + 1], nodes[2 * i + 2]);
    }
    return new BlocksTree(nodes, indexes);
  }

  public Hash32 root() {
    return Hash32.of(nodes[0]);
  }

  /**
   * The siblings from the chain's leaf up to the root.
   *
   * @throws IllegalArgumentException if the chain has no block here
   */
  public List<Hash32> proofOf(ChainId chain) {
    Integer leaf = leaves.get(chain);
    if (leaf == null) throw new IllegalArgumentException("no block of chain " + chain);
    List<Hash32> siblings = new ArrayList<>();
    for (int i = leaf; i > 0; i = (i - 1) / 2) {
      int sibling = i % 2 == 0 ? i - 1 : i + 1;
      siblings.add(Hash32.of(nodes[sibling]));
    }
    return siblings;
  }

  /** Whether {@code proof} shows that {@code root} holds this block of the chain. */
  public static boolean verify(Hash32 root, ChainId chain, BlockRef block, List<Hash32> proof) {
    if (proof.size() > MAX_PROOF_SIZE) return false;
    var hasher = new Keccak256();
    byte[] node = leaf(hasher, chain, block).toArray();
    for (Hash32 sibling : proof) node = parent(hasher, node, sibling.toArray());
    return Hash32.of(node).equals(root);
  }

  // Hashed twice, so that no inner node can be taken for a leaf.
  private static Hash32 leaf(Keccak256 hasher, ChainId chain, BlockRef block) {
    byte[] inner =
        hasher
            .update(AbiWord.of(chain).bytes())
            .update(AbiWord.of(block.number().value()).bytes())
            .update(block.hash().bytes())
            .digest();
    return Hash32.of(hasher.update(inner).digest());
  }

  private static byte[] parent(Keccak256 hasher, byte[] one, byte[] other) {
    boolean ordered = Arrays.compareUnsigned(one, other) < 0;
    return hasher.update(ordered ? one : other).update(ordered ? other : one).digest();
  }

  private record Leaf(ChainId chain, Hash32 hash) implements Comparable<Leaf> {

    @Override
    public int compareTo(Leaf other) {
      return hash.compareTo(other.hash);
    }
  }
}
