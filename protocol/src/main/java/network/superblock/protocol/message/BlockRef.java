package network.superblock.protocol.message;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;

/** An L2 block by height and hash. */
public record BlockRef(BlockNumber number, Hash32 hash) {}
