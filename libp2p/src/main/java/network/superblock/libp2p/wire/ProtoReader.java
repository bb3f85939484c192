package network.superblock.libp2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the fields of one protobuf message without materialising it, so that the caller can count
 * and refuse before it allocates. Every field must be read or skipped before the next one.
 */
public final class ProtoReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int at;
  private int tag;

  public ProtoReader(Bytes message) {
    this(message.unsafeArray(), 0, message.size());
  }

  private ProtoReader(byte[] data, int from, int to) {
    this.data = data;
    this.at = from;
    this.end = to;
  }

  /** Moves to the next field; false at the end of the message. */
  public boolean next() {
    if (at == end) return false;
    var next = readVarint();
    if (next >>> 3 == 0 || next >>> 32 != 0) throw new ProtocolViolation("bad protobuf tag");
    tag = (int) next;
    return true;
  }

  public int field() {
    return tag >>> 3;
  }

  public long varint() {
    expect(VARINT);
    return readVarint();
  }

  public Bytes bytes() {
    var length = length();
    var value = Bytes.wrap(Arrays.copyOfRange(data, at, at + length));
    at += length;
    return value;
  }

  /** Reads a string of at most {@code limit} bytes, which must be UTF-8. */
  public String string(int limit) {
    var length = length();
    if (length > limit) throw new ProtocolViolation("protobuf string is too long");
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      var text = decoder.decode(ByteBuffer.wrap(data, at, length)).toString();
      at += length;
      return text;
    } catch (CharacterCodingException _) {
      throw new ProtocolViolation("protobuf string is not UTF-8");
    }
  }

  /** Enters an embedded message: a reader of its fields over the same bytes. */
  public ProtoReader message() {
    var length = length();
    var inner = new ProtoReader(data, at, at + length);
    at += length;
    return inner;
  }

  /** Bytes that are left in this message. */
  public int remaining() {
    return end - at;
  }

  public void skip() {
    switch (tag & 7) {
      case VARINT -> readVarint();
      case FIXED64 -> advance(8);
      case LENGTH_DELIMITED -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw new ProtocolViolation("bad protobuf wire type");
    }
  }

  private int length() {
    expect(LENGTH_DELIMITED);
    var length = readVarint();
    if (length < 0 || length > end - at) throw new ProtocolViolation("protobuf field overruns");
    return (int) length;
  }

  private void expect(int wireType) {
    if ((tag & 7) != wireType) throw new ProtocolViolation("unexpected protobuf wire type");
  }

  private void advance(int count) {
    if (count > end - at) throw new ProtocolViolation("protobuf field overruns");
    at += count;
  }

  private long readVarint() {
    var value = 0L;
    for (var shift = 0; shift < 64; shift += 7) {
      if (at == end) throw new ProtocolViolation("protobuf varint is cut short");
      var next = data[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) return value;
    }
    throw new ProtocolViolation("protobuf varint is too long");
  }
}
