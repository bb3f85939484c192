package network.superblock.superblock.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.superblock.SuperblockState;

/**
 * One superblock.
 *
 * @param blocks one for each rollup that it holds a block of, by chain
 * @param includedXts in sequence order
 * @param l1 where it stands on L1, or the transaction that is on its way there
 * @param refusal why it is not believed
 * @param fault why, verified again after it was published, it is not what it was
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SuperblockReport(
    SuperblockNumber number,
    Hash32 hash,
    Hash32 parentHash,
    Slot slot,
    Hash32 blocksRoot,
    Hash32 xtsHash,
    SuperblockState status,
    Optional<String> refusal,
    Optional<String> fault,
    Optional<OnL1> l1,
    Instant closedAt,
    Optional<Instant> includedAt,
    Optional<Instant> finalizedAt,
    List<BlockReport> blocks,
    List<XtId> includedXts) {

  /** A rollup's block. */
  public record BlockReport(ChainId chainId, BlockNumber number, Hash32 hash) {}

  /**
   * Its L1 transaction.
   *
   * @param blockNumber absent while it is in no block
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record OnL1(Hash32 transaction, Optional<Long> blockNumber, Optional<Hash32> blockHash) {}
}
