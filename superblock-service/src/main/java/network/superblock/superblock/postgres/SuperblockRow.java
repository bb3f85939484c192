package network.superblock.superblock.postgres;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of the superblock table, as it is read. */
@Table("superblock")
record SuperblockRow(
    @Id long slot,
    long number,
    ByteBuffer hash,
    ByteBuffer parentHash,
    ByteBuffer blocksRoot,
    ByteBuffer xtsHash,
    String status,
    @Nullable String refusal,
    @Nullable String fault,
    @Nullable ByteBuffer l1Transaction,
    @Nullable Long l1BlockNumber,
    @Nullable ByteBuffer l1BlockHash,
    Instant closedAt,
    @Nullable Instant includedAt,
    @Nullable Instant finalizedAt) {}
