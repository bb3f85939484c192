package network.superblock.protocol.trie;

/** What a Merkle proof says of one key. */
public sealed interface Proven<T> {

  /** The key has this value under the root. */
  record Present<T>(T value) implements Proven<T> {}

  /** The key has no value under the root. */
  record Absent<T>() implements Proven<T> {}

  /** The proof proves nothing. */
  record Invalid<T>(String reason) implements Proven<T> {}
}
