package network.superblock.superblock.publishing;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.superblock.SuperblockHeader;

/**
 * A checked superblock that is not final on L1.
 *
 * @param header as recomputed from the stored blocks and xTs
 */
public record Candidate(SuperblockHeader header, Hash32 hash, Progress progress) {

  public SuperblockNumber number() {
    return header.number();
  }
}
