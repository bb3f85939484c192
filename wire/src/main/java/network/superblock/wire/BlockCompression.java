package network.superblock.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/**
 * Blocks travel as one zstd frame: receipts and calldata are mostly zeroes. A frame announces
 * itself: its magic number starts with 0x28, field 5 as a varint, which no Message holds.
 */
final class BlockCompression {

  /** The largest Message that a frame may hold. */
  static final int MAX_DECOMPRESSED = 16 << 20;

  private static final int LEVEL = 3;
  private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private BlockCompression() {}

  static boolean isCompressed(byte[] value) {
    if (value.length < MAGIC.length) return false;
    for (int i = 0; i < MAGIC.length; i++) if (value[i] != MAGIC[i]) return false;
    return true;
  }

  static byte[] compress(byte[] message) {
    if (message.length > MAX_DECOMPRESSED)
      throw new IllegalArgumentException("a block message of " + message.length + " bytes");
    return Zstd.compress(message, LEVEL);
  }

  /** The frame says how much it holds, and holds no more: nothing larger is ever allocated. */
  static byte[] decompress(byte[] frame) {
    try {
      return unpack(frame, Zstd.getFrameContentSize(frame));
    } catch (ZstdException e) {
      throw new IllegalArgumentException("zstd frame is broken: " + e.getMessage(), e);
    }
  }

  private static byte[] unpack(byte[] frame, long size) {
    if (size <= 0) throw new IllegalArgumentException("zstd frame does not say its size");
    if (size > MAX_DECOMPRESSED)
      throw new IllegalArgumentException("zstd frame holds " + size + " bytes");
    var message = new byte[(int) size];
    if (Zstd.decompress(message, frame) != size)
      throw new IllegalArgumentException("zstd frame is broken: it holds less than it says");
    return message;
  }
}
