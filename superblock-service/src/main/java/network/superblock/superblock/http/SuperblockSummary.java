package network.superblock.superblock.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.SuperblockState;

/**
 * One superblock in a list.
 *
 * @param blocks how many rollups it holds a block of
 * @param includedXts how many
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SuperblockSummary(
    SuperblockNumber number,
    Hash32 hash,
    Slot slot,
    SuperblockState status,
    Optional<Hash32> l1Transaction,
    Instant closedAt,
    long blocks,
    long includedXts) {}
