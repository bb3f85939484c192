package network.superblock.protocol.abi;

import java.nio.ByteBuffer;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Values of one 32-byte word. Numbers are big-endian, everything short is padded on the left. */
public final class AbiWord {

  /** Bytes of a word. */
  public static final int SIZE = 32;

  private AbiWord() {}

  /** A {@code uintN} of at least 0. */
  public static Hash32 of(long number) {
    if (number < 0) throw new IllegalArgumentException("negative: " + number);
    return Hash32.of(ByteBuffer.allocate(SIZE).putLong(SIZE - Long.BYTES, number).array());
  }

  public static Hash32 of(ChainId chain) {
    return of(chain.value());
  }

  public static Hash32 of(Address address) {
    byte[] bytes = address.toArray();
    return Hash32.of(ByteBuffer.allocate(SIZE).put(SIZE - bytes.length, bytes).array());
  }
}
