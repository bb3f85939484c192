package network.superblock.superblock.postgres;

import java.nio.ByteBuffer;

/** A row of the superblock_xt table, as it is read. */
record XtRow(ByteBuffer xtId) {}
