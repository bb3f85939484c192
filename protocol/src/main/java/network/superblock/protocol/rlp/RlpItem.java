package network.superblock.protocol.rlp;

import java.util.Arrays;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/** A string or a list, together with its one canonical encoding. Immutable; equal by encoding. */
public abstract sealed class RlpItem permits RlpString, RlpList {

  // A view: decoding a block of megabytes must not copy each of its parts.
  final byte[] source;
  final int start;
  final int payload;
  final int end;

  RlpItem(byte[] source, int start, int payload, int end) {
    this.source = source;
    this.start = start;
    this.payload = payload;
    this.end = end;
  }

  /** The encoding, header included. */
  public Bytes encoded() {
    return Bytes.of(Arrays.copyOfRange(source, start, end));
  }

  /** Bytes of {@link #encoded()}. */
  public int encodedSize() {
    return end - start;
  }

  /** Keccak-256 of the encoding. */
  public Hash32 hash() {
    return Hash32.of(new Keccak256().update(source, start, end - start).digest());
  }

  /**
   * This item, which must be a string.
   *
   * @throws MalformedRlpException if it is a list
   */
  public abstract RlpString asString() throws MalformedRlpException;

  /**
   * This item, which must be a list.
   *
   * @throws MalformedRlpException if it is a string
   */
  public abstract RlpList asList() throws MalformedRlpException;

  void copyEncodingTo(byte[] target, int offset) {
    System.arraycopy(source, start, target, offset, end - start);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RlpItem item
        && Arrays.equals(source, start, end, item.source, item.start, item.end);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < end; i++) hash = 31 * hash + source[i];
    return hash;
  }

  /** The encoding in hex. */
  @Override
  public String toString() {
    return encoded().toString();
  }
}
