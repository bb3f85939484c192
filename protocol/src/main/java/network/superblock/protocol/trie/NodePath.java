package network.superblock.protocol.trie;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.rlp.MalformedRlpException;

/** The part of a key that a leaf or an extension of a proof holds. */
record NodePath(boolean isLeaf, Nibbles nibbles) {

  /** Reads the hex-prefix form, whose unused bits must be zero. */
  static NodePath decode(Bytes encoded) throws MalformedRlpException {
    if (encoded.isEmpty()) throw new MalformedRlpException("a node's path is empty");
    Nibbles all = Nibbles.of(encoded);
    int flags = all.at(0);
    if (flags > (Nibbles.LEAF | Nibbles.ODD))
      throw new MalformedRlpException("a node's path has unknown flags");
    boolean odd = (flags & Nibbles.ODD) != 0;
    if (!odd && all.at(1) != 0) throw new MalformedRlpException("a node's path has set padding");
    return new NodePath((flags & Nibbles.LEAF) != 0, all.part(odd ? 1 : 2, all.size()));
  }
}
