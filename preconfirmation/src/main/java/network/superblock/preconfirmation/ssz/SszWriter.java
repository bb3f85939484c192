package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/** Writes the fields of a container one after the other, into exactly its size. */
final class SszWriter {

  private final byte[] out;
  private int at;

  SszWriter(int size) {
    this.out = new byte[size];
  }

  SszWriter bool(boolean value) {
    out[at++] = (byte) (value ? 1 : 0);
    return this;
  }

  SszWriter uint256(UInt256 value) {
    var bigEndian = value.value().toByteArray();
    var size = Math.min(bigEndian.length, UInt256.SIZE);
    for (var i = 0; i < size; i++) out[at + i] = bigEndian[bigEndian.length - 1 - i];
    at += UInt256.SIZE;
    return this;
  }

  SszWriter uint32(long value) {
    for (var i = 0; i < 4; i++) out[at++] = (byte) (value >>> (8 * i));
    return this;
  }

  SszWriter hash(Hash32 value) {
    return raw(value.toArray());
  }

  SszWriter address(Address value) {
    return raw(value.toArray());
  }

  SszWriter bytes(Bytes value) {
    return raw(value.unsafeArray());
  }

  Bytes done() {
    if (at != out.length) throw new IllegalStateException("wrote " + at + " of " + out.length);
    return Bytes.wrap(out);
  }

  private SszWriter raw(byte[] value) {
    System.arraycopy(value, 0, out, at, value.length);
    at += value.length;
    return this;
  }
}
