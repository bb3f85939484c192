package network.superblock.superblock.postgres;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A superblock in a list. */
record SummaryRow(
    long slot,
    long number,
    ByteBuffer hash,
    String status,
    @Nullable ByteBuffer l1Transaction,
    Instant closedAt,
    long blocks,
    long xts) {}
