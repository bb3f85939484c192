package network.superblock.blockstore.http;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;
import network.superblock.runtime.http.ProblemType;

/** How a caller names a block. */
sealed interface BlockName {

  /** The chain's head. */
  record Latest() implements BlockName {}

  record Numbered(BlockNumber number) implements BlockName {}

  record Hashed(Hash32 hash) implements BlockName {}

  /**
   * Reads what the path says.
   *
   * @throws network.superblock.runtime.http.ProblemException if it names no block
   */
  static BlockName parse(String text) {
    if (text.equals("latest")) return new Latest();
    try {
      return text.startsWith("0x")
          ? new Hashed(Hash32.fromHex(text))
          : new Numbered(new BlockNumber(Long.parseLong(text)));
    } catch (IllegalArgumentException _) {
      throw ProblemType.INVALID_PARAMETER.exception(
          "a block is named by a number, a 32-byte hash in 0x-hex, or latest");
    }
  }
}
