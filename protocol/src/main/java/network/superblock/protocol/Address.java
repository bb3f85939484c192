package network.superblock.protocol;

/** A 20-byte Ethereum address. */
public record Address(Bytes bytes) implements Comparable<Address> {

  public Address {
    if (bytes.size() != 20)
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.size());
  }

  public static Address of(byte... value) {
    return new Address(Bytes.of(value));
  }

  public static Address fromHex(String hex) {
    return new Address(Bytes.fromHex(hex));
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.toArray();
  }

  @Override
  public int compareTo(Address other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
