package network.superblock.protocol;

/** A 32-byte hash or root. */
public record Hash32(Bytes bytes) implements Comparable<Hash32> {

  public static final Hash32 ZERO = new Hash32(Bytes.of(new byte[32]));

  public Hash32 {
    if (bytes.size() != 32)
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.size());
  }

  public static Hash32 of(byte... value) {
    return new Hash32(Bytes.of(value));
  }

  public static Hash32 fromHex(String hex) {
    return new Hash32(Bytes.fromHex(hex));
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.toArray();
  }

  @Override
  public int compareTo(Hash32 other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
