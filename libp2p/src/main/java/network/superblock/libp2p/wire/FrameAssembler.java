package network.superblock.libp2p.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts length-prefixed frames together from pieces. Memory grows with the bytes that came, never
 * with the length that was announced.
 */
public final class FrameAssembler {

  private static final int FIRST_ALLOCATION = 1024;
  private static final int NO_FRAME = -1;

  private final int limit;
  private final byte[] prefix = new byte[9];
  private int prefixSize;
  private int length = NO_FRAME;
  private byte[] frame = {};
  private int size;

  /** Refuses frames of more than {@code limit} bytes. */
  public FrameAssembler(int limit) {
    this.limit = limit;
  }

  /** Frames a message for the other side. */
  public static ByteBuf frame(Bytes message) {
    return Unpooled.wrappedBuffer(Varint.encode(message.size()), message.unsafeArray());
  }

  /**
   * Takes bytes off {@code in} until a frame is whole.
   *
   * @throws ProtocolViolation when its announced length is malformed or over the limit
   */
  public Optional<Bytes> next(ByteBuf in) {
    if (length == NO_FRAME && !readPrefix(in)) return Optional.empty();
    var more = Math.min(length - size, in.readableBytes());
    reserve(size + more);
    in.readBytes(frame, size, more);
    size += more;
    if (size < length) return Optional.empty();
    var whole = Bytes.wrap(frame.length == length ? frame : Arrays.copyOf(frame, length));
    length = NO_FRAME;
    frame = new byte[0];
    size = 0;
    return Optional.of(whole);
  }

  /** Bytes held of a frame that is not whole yet. */
  public int held() {
    return size;
  }

  private boolean readPrefix(ByteBuf in) {
    while (in.isReadable()) {
      prefix[prefixSize++] = in.readByte();
      if (prefix[prefixSize - 1] >= 0 || prefixSize == prefix.length) {
        var whole = Unpooled.wrappedBuffer(prefix, 0, prefixSize);
        prefixSize = 0;
        length = Varint.readLength(whole, limit);
        return true;
      }
    }
    return false;
  }

  private void reserve(int needed) {
    if (needed <= frame.length) return;
    var doubled = Math.max(FIRST_ALLOCATION, frame.length * 2);
    frame = Arrays.copyOf(frame, Math.min(length, Math.max(needed, doubled)));
  }
}
