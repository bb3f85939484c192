package network.superblock.superblock.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;

/**
 * What happened; which parts there are follows from the type.
 *
 * @param rollBack the ordinal of a settlement rollback
 * @param reason why a superblock is not believed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SuperblockEvent(
    String type,
    Optional<SuperblockNumber> number,
    Optional<Hash32> hash,
    Optional<Slot> slot,
    Optional<Hash32> l1Transaction,
    Optional<Long> l1BlockNumber,
    Optional<Hash32> l1BlockHash,
    Optional<Long> rollBack,
    Optional<String> reason,
    Instant at) {}
