package network.superblock.libp2p.gossip;

import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;

/**
 * Tells whether data happens to be one valid block of raw snappy, which message ids depend on.
 * Strict, as the Rust decoder is: every element within bounds, exactly the declared length. See
 * Google's "Snappy compressed format description".
 */
final class SnappyProbe {

  private static final int MAX_DECOMPRESSED = 10 << 20;

  /** A copy of 64 bytes takes two at least, so that no valid block promises more than this. */
  private static final int MAX_RATIO = 64;

  private final byte[] in;
  private int at;
  private byte[] out = {};
  private int size;

  private SnappyProbe(byte[] in) {
    this.in = in;
  }

  static Optional<Bytes> decompress(Bytes data) {
    var probe = new SnappyProbe(data.unsafeArray());
    return probe.isValid() ? Optional.of(Bytes.wrap(probe.out)) : Optional.empty();
  }

  private boolean isValid() {
    var declared = readLength();
    if (declared < 0 || declared > Math.min(MAX_DECOMPRESSED, (long) in.length * MAX_RATIO)) {
      return false;
    }
    out = new byte[(int) declared];
    while (at < in.length) {
      if (!element(in[at++] & 0xff)) return false;
    }
    return size == out.length;
  }

  private boolean element(int tag) {
    return switch (tag & 3) {
      case 0 -> literal(tag >> 2);
      case 1 -> copy(((tag >> 2) & 7) + 4, (long) (tag & 0xe0) << 3, 1);
      case 2 -> copy((tag >> 2) + 1, 0, 2);
      default -> copy((tag >> 2) + 1, 0, 4);
    };
  }

  private boolean literal(int code) {
    var lengthBytes = Math.max(0, code - 59);
    if (lengthBytes > in.length - at) return false;
    var length = (lengthBytes == 0 ? code : littleEndian(lengthBytes)) + 1;
    if (length > in.length - at || length > out.length - size) return false;
    System.arraycopy(in, at, out, size, (int) length);
    at += (int) length;
    size += (int) length;
    return true;
  }

  /** Copies byte by byte: source and target may overlap, which repeats a pattern. */
  private boolean copy(int length, long highBits, int offsetBytes) {
    if (offsetBytes > in.length - at) return false;
    var offset = highBits | littleEndian(offsetBytes);
    if (offset == 0 || offset > size || length > out.length - size) return false;
    for (var i = 0; i < length; i++, size++) out[size] = out[size - (int) offset];
    return true;
  }

  private long littleEndian(int count) {
    var value = 0L;
    for (var i = 0; i < count; i++) value |= (in[at++] & 0xffL) << (8 * i);
    return value;
  }

  private long readLength() {
    var value = 0L;
    for (var shift = 0; shift < 63 && at < in.length; shift += 7) {
      var next = in[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) return value;
    }
    return -1;
  }
}
