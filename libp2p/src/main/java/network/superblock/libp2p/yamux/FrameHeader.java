package network.superblock.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * The twelve bytes in front of every yamux frame.
 *
 * @param length bytes of body for {@code DATA}; else a window's growth, a ping's token or a reason
 */
record FrameHeader(Type type, int flags, int stream, long length) {

  static final int SIZE = 12;
  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;

  enum Type {
    DATA(0),
    WINDOW_UPDATE(1),
    PING(2),
    GO_AWAY(3);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    static Type ofCode(int code) {
      return switch (code) {
        case 0 -> DATA;
        case 1 -> WINDOW_UPDATE;
        case 2 -> PING;
        case 3 -> GO_AWAY;
        default -> throw new ProtocolViolation("unknown yamux frame type " + code);
      };
    }
  }

  static FrameHeader read(ByteBuf in) {
    if (in.readByte() != 0) throw new ProtocolViolation("unknown yamux version");
    var type = Type.ofCode(in.readUnsignedByte());
    return new FrameHeader(type, in.readUnsignedShort(), in.readInt(), in.readUnsignedInt());
  }

  ByteBuf writeTo(ByteBuf out) {
    return out.writeByte(0)
        .writeByte(type.code)
        .writeShort(flags)
        .writeInt(stream)
        .writeInt((int) length);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
