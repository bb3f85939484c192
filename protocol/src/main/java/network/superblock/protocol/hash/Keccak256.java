package network.superblock.protocol.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/**
 * Keccak-256 as Ethereum uses it: the original padding, not that of SHA3-256.
 *
 * <p>A hasher takes its input in any number of parts. It is confined to one thread and can be used
 * again after {@link #digest()}.
 */
public final class Keccak256 {

  /** Bytes of a digest. */
  public static final int DIGEST_SIZE = 32;

  private static final int RATE = 136;
  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] state = new long[25];
  private final byte[] block = new byte[RATE];
  private int filled;

  /** The digest of one input. */
  public static byte[] hash(byte[] input) {
    return new Keccak256().update(input).digest();
  }

  /** The digest of one input. */
  public static Hash32 hash(Bytes input) {
    return Hash32.of(hash(input.toArray()));
  }

  public Keccak256 update(Bytes input) {
    return update(input.toArray());
  }

  public Keccak256 update(byte[] input) {
    return update(input, 0, input.length);
  }

  public Keccak256 update(byte[] input, int offset, int length) {
    int end = offset + length;
    int next = offset;
    if (filled > 0) {
      int taken = Math.min(RATE - filled, length);
      System.arraycopy(input, next, block, filled, taken);
      filled += taken;
      next += taken;
      if (filled < RATE) return this;
      absorb(block, 0);
      filled = 0;
    }
    for (; end - next >= RATE; next += RATE) absorb(input, next);
    filled = end - next;
    System.arraycopy(input, next, block, 0, filled);
    return this;
  }

  public Keccak256 update(byte input) {
    block[filled++] = input;
    if (filled == RATE) {
      absorb(block, 0);
      filled = 0;
    }
    return this;
  }

  /** The digest of everything since the last digest. The hasher is then as new. */
  public byte[] digest() {
    Arrays.fill(block, filled, RATE, (byte) 0);
    block[filled] ^= 0x01;
    block[RATE - 1] ^= (byte) 0x80;
    absorb(block, 0);
    byte[] digest = new byte[DIGEST_SIZE];
    for (int i = 0; i < DIGEST_SIZE; i += Long.BYTES) LANE.set(digest, i, state[i / Long.BYTES]);
    Arrays.fill(state, 0);
    filled = 0;
    return digest;
  }

  private void absorb(byte[] input, int offset) {
    for (int lane = 0; lane < RATE / Long.BYTES; lane++) {
      state[lane] ^= (long) LANE.get(input, offset + lane * Long.BYTES);
    }
    KeccakPermutation.permute(state);
  }
}
