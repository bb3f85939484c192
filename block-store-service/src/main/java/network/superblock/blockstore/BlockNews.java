package network.superblock.blockstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a block.
 *
 * @param superblock the superblock concerned; absent for verdicts and dropped blocks
 * @param reason why it was rejected, a stable name; absent otherwise
 * @param detail for people; absent where there is no reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockNews(
    Kind kind,
    Instant at,
    ChainId chainId,
    Slot slot,
    BlockNumber number,
    Hash32 hash,
    @Nullable SuperblockNumber superblock,
    @Nullable String reason,
    @Nullable String detail) {

  /** What happened; an API fact. */
  public enum Kind {
    /** Valid by itself and stored. */
    ACCEPTED,
    REJECTED,
    /** It stands in the superblock of its slot. */
    INCLUDED,
    /** It was accepted, and its slot closed without it. */
    DROPPED,
    /** Settlement took its superblock back. */
    ROLLED_BACK,
    /** Its superblock is final on L1. */
    FINALIZED
  }
}
