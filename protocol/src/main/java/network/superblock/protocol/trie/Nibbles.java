package network.superblock.protocol.trie;

import java.util.Arrays;
import network.superblock.protocol.Bytes;

/** A key or a part of one, by half bytes. */
final class Nibbles {

  /** Flags of the hex-prefix form. See the Ethereum yellow paper, appendix C. */
  static final int ODD = 1;

  static final int LEAF = 2;

  private final byte[] values;

  private Nibbles(byte[] values) {
    this.values = values;
  }

  static Nibbles of(Bytes key) {
    byte[] nibbles = new byte[key.size() * 2];
    for (int i = 0; i < key.size(); i++) {
      nibbles[2 * i] = (byte) ((key.get(i) >> 4) & 0xf);
      nibbles[2 * i + 1] = (byte) (key.get(i) & 0xf);
    }
    return new Nibbles(nibbles);
  }

  int size() {
    return values.length;
  }

  int at(int index) {
    return values[index];
  }

  Nibbles part(int from, int to) {
    return new Nibbles(Arrays.copyOfRange(values, from, to));
  }

  /** Whether {@code part} stands here at {@code index}. */
  boolean has(Nibbles part, int index) {
    int end = index + part.size();
    return end <= size() && Arrays.equals(values, index, end, part.values, 0, part.size());
  }

  /** The index of the first nibble in which the two differ, not looking before {@code index}. */
  int sharedWith(Nibbles other, int index) {
    int shared = Arrays.mismatch(values, index, size(), other.values, index, other.size());
    return shared < 0 ? size() : index + shared;
  }

  /** The hex-prefix form of the nibbles from {@code from} up to {@code to}. */
  Bytes encode(int from, int to, boolean leaf) {
    int odd = (to - from) % 2;
    byte[] encoded = new byte[1 + (to - from) / 2];
    encoded[0] = (byte) (((leaf ? LEAF : 0) | odd) << 4);
    if (odd == ODD) encoded[0] |= values[from];
    for (int i = 1, next = from + odd; i < encoded.length; i++, next += 2) {
      encoded[i] = (byte) ((values[next] << 4) | values[next + 1]);
    }
    return Bytes.of(encoded);
  }
}
