package network.superblock.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.wire.Varint;

/** One message of multistream-select: a length, a text, a line feed. */
final class Line {

  static final String HEADER = "/multistream/1.0.0";
  static final String NOT_AVAILABLE = "na";
  static final String LIST = "ls";

  private static final int MAX_LENGTH = 1024;

  private Line() {}

  static void write(ByteBuf out, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= MAX_LENGTH) throw new IllegalArgumentException("too long: " + text);
    Varint.write(out, bytes.length + 1);
    out.writeBytes(bytes).writeByte('\n');
  }

  /** Takes one whole line off {@code in}, or nothing at all. */
  static Optional<String> read(ByteBuf in) {
    var start = in.readerIndex();
    var length = Varint.readLength(in, MAX_LENGTH);
    if (length == Varint.INCOMPLETE || in.readableBytes() < length) {
      in.readerIndex(start);
      return Optional.empty();
    }
    if (length == 0 || in.getByte(in.readerIndex() + length - 1) != '\n') {
      throw new ProtocolViolation("multistream line does not end");
    }
    var text = in.readCharSequence(length - 1, StandardCharsets.UTF_8).toString();
    in.skipBytes(1);
    return Optional.of(text);
  }
}
