package network.superblock.libp2p.wire;

import io.netty.buffer.ByteBuf;

/**
 * Unsigned LEB128 as libp2p writes lengths and codes: at most nine bytes (63 bits) and always in
 * its shortest form. See multiformats, "unsigned-varint".
 */
public final class Varint {

  /** What {@link #read} returns when the bytes end before the number does. */
  public static final long INCOMPLETE = -1;

  private static final int MAX_BYTES = 9;

  private Varint() {}

  public static int size(long value) {
    return Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  public static void write(ByteBuf out, long value) {
    var rest = requireUnsigned(value);
    while (rest > 0x7f) {
      out.writeByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static byte[] encode(long value) {
    var bytes = new byte[size(requireUnsigned(value))];
    var rest = value;
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i < bytes.length - 1 ? (rest & 0x7f) | 0x80 : rest);
      rest >>>= 7;
    }
    return bytes;
  }

  /**
   * Reads one number, or nothing ({@link #INCOMPLETE}, the reader index unmoved) until all its
   * bytes are there.
   *
   * @throws ProtocolViolation when it is longer than nine bytes or not in its shortest form
   */
  public static long read(ByteBuf in) {
    var start = in.readerIndex();
    var available = Math.min(in.readableBytes(), MAX_BYTES);
    var value = 0L;
    for (var i = 0; i < available; i++) {
      var next = in.getByte(start + i);
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        if (next == 0 && i > 0) throw new ProtocolViolation("varint is not in its shortest form");
        in.skipBytes(i + 1);
        return value;
      }
    }
    if (available == MAX_BYTES) throw new ProtocolViolation("varint is longer than nine bytes");
    return INCOMPLETE;
  }

  /**
   * Reads a length prefix and refuses it before anything of that size is allocated.
   *
   * @param limit the largest length allowed, in bytes
   */
  public static int readLength(ByteBuf in, int limit) {
    var length = read(in);
    if (length > limit) {
      throw new ProtocolViolation("length " + length + " is over the limit of " + limit);
    }
    return (int) length;
  }

  private static long requireUnsigned(long value) {
    if (value < 0) throw new IllegalArgumentException("a varint holds 63 bits: " + value);
    return value;
  }
}
