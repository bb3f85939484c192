package network.superblock.protocol.rlp;

/**
 * What a decoder will take on before it refuses.
 *
 * @param maxBytes of the whole input
 * @param maxDepth of nested lists; a list of strings has depth 1
 * @param maxItems strings and lists together, because one input byte can cost an object
 */
public record RlpLimits(int maxBytes, int maxDepth, int maxItems) {

  /** Enough for a 9 MiB block: body, transaction, access list and its keys are six lists deep. */
  public static final RlpLimits BLOCK = new RlpLimits(9 << 20, 8, 1 << 19);

  /** Enough for any one transaction that a node would relay. */
  public static final RlpLimits TRANSACTION = new RlpLimits(1 << 20, 6, 1 << 16);

  /** Enough for any trie node of an account or storage proof. */
  public static final RlpLimits TRIE_NODE = new RlpLimits(1 << 10, 4, 64);

  public RlpLimits {
    if (maxBytes <= 0 || maxDepth < 0 || maxItems <= 0)
      throw new IllegalArgumentException("limits must be positive");
  }
}
