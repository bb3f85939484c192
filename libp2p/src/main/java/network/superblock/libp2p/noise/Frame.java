package network.superblock.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import network.superblock.libp2p.wire.ProtocolViolation;

/** A Noise message behind its length, 16 bits, most significant byte first. */
final class Frame {

  static final int LENGTH_SIZE = 2;
  static final int MAX_MESSAGE = 0xffff;

  private Frame() {}

  /** Takes one whole frame off {@code in}, or nothing at all. */
  static Optional<byte[]> read(ByteBuf in, int limit) {
    if (in.readableBytes() < LENGTH_SIZE) return Optional.empty();
    var length = in.getUnsignedShort(in.readerIndex());
    if (length > limit) throw new ProtocolViolation("noise message of " + length + " bytes");
    if (in.readableBytes() < LENGTH_SIZE + length) return Optional.empty();
    var message = new byte[length];
    in.skipBytes(LENGTH_SIZE).readBytes(message);
    return Optional.of(message);
  }

  static ByteBuf write(ByteBufAllocator allocator, byte[] message) {
    return allocator
        .buffer(LENGTH_SIZE + message.length)
        .writeShort(message.length)
        .writeBytes(message);
  }
}
