package network.superblock.libp2p.wire;

import java.util.Arrays;

/** Writes protobuf fields in the order of the calls. */
public final class ProtoWriter {

  private byte[] buffer = new byte[64];
  private int size;

  public ProtoWriter varint(int field, long value) {
    writeVarint((long) field << 3);
    writeVarint(value);
    return this;
  }

  public ProtoWriter bytes(int field, Bytes value) {
    return write(field, value.unsafeArray(), value.size());
  }

  public ProtoWriter string(int field, String value) {
    return bytes(field, Bytes.utf8(value));
  }

  public ProtoWriter message(int field, ProtoWriter message) {
    return write(field, message.buffer, message.size);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public Bytes toBytes() {
    return Bytes.wrap(Arrays.copyOf(buffer, size));
  }

  private ProtoWriter write(int field, byte[] value, int length) {
    writeVarint((long) field << 3 | 2);
    writeVarint(length);
    reserve(length);
    System.arraycopy(value, 0, buffer, size, length);
    size += length;
    return this;
  }

  private void writeVarint(long value) {
    reserve(10);
    var rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private void reserve(int more) {
    var needed = Math.addExact(size, more);
    if (needed > buffer.length) buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
  }
}
