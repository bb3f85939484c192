package network.superblock.superblock.postgres;

import java.nio.ByteBuffer;

/** A row of the superblock_block table, as it is read. */
record BlockRow(long chainId, long number, ByteBuffer hash) {}
