package network.superblock.superblock.postgres;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the event table, as it is read. */
record EventRow(
    long id,
    String type,
    @Nullable Long number,
    @Nullable ByteBuffer hash,
    @Nullable Long slot,
    @Nullable ByteBuffer l1Transaction,
    @Nullable Long l1BlockNumber,
    @Nullable ByteBuffer l1BlockHash,
    @Nullable Long rollBack,
    @Nullable String reason,
    Instant at) {}
