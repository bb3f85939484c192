package network.superblock.preconfirmation.ssz;

import java.math.BigInteger;
import java.util.Arrays;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/** Reads the fields of a container one after the other. */
final class SszReader {

  private final byte[] in;
  private int at;

  /**
   * Reads a container of fixed size.
   *
   * @throws MalformedSszException when the bytes are fewer or more
   */
  static SszReader exactly(int size, Bytes bytes, String container) {
    if (bytes.size() != size)
      throw new MalformedSszException(container + " of " + bytes.size() + " bytes, not " + size);
    return new SszReader(bytes);
  }

  SszReader(Bytes bytes) {
    this.in = bytes.unsafeArray();
  }

  boolean bool() {
    return switch (take(1)[0]) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new MalformedSszException("a bool is 0 or 1");
    };
  }

  UInt256 uint256() {
    var bytes = take(UInt256.SIZE);
    for (int low = 0, high = bytes.length - 1; low < high; low++, high--) {
      var swapped = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = swapped;
    }
    return new UInt256(new BigInteger(1, bytes));
  }

  /** An unsigned number of 32 bits. */
  long uint32() {
    var bytes = take(4);
    var value = 0L;
    for (var i = 3; i >= 0; i--) value = value << 8 | (bytes[i] & 0xff);
    return value;
  }

  /** The offset of the only variable part, which must follow the fixed part at once. */
  void offset(int fixedSize) {
    if (uint32() != fixedSize) throw new MalformedSszException("the offset is not " + fixedSize);
  }

  Hash32 hash() {
    return Hash32.of(take(32));
  }

  Address address() {
    return Address.of(take(20));
  }

  Bytes bytes(int size) {
    return Bytes.wrap(take(size));
  }

  Bytes rest() {
    return Bytes.wrap(take(in.length - at));
  }

  int left() {
    return in.length - at;
  }

  private byte[] take(int size) {
    if (size > in.length - at) throw new MalformedSszException("the container ends too early");
    at += size;
    return Arrays.copyOfRange(in, at - size, at);
  }
}
