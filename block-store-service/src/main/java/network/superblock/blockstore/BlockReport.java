package network.superblock.blockstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import org.jspecify.annotations.Nullable;

/**
 * A stored block, without its body.
 *
 * @param timestamp the slot's start
 * @param transactions how many
 * @param size of its RLP, in bytes
 * @param superblock the one that contains or contained it; absent when none ever did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockReport(
    ChainId chainId,
    BlockNumber number,
    Hash32 hash,
    Hash32 parentHash,
    Slot slot,
    Instant timestamp,
    Hash32 stateRoot,
    Hash32 transactionsRoot,
    Hash32 receiptsRoot,
    int transactions,
    int size,
    List<XtId> includedXts,
    Standing standing,
    @Nullable SuperblockNumber superblock,
    Instant storedAt) {

  public BlockReport {
    includedXts = List.copyOf(includedXts);
  }

  /** What became of a valid block; an API fact. */
  public enum Standing {
    /** Its slot is not closed yet. */
    ACCEPTED,
    /** It stands in a superblock that is not final on L1 yet. */
    INCLUDED,
    FINALIZED,
    /** Its slot closed without it. */
    DROPPED,
    /** Settlement took its superblock back. */
    ROLLED_BACK;

    /** Whether it stands in a superblock that counts. */
    public boolean isIncluded() {
      return this == INCLUDED || this == FINALIZED;
    }
  }
}
