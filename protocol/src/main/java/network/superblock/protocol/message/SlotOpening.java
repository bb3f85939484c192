package network.superblock.protocol.message;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;

/**
 * What a slot starts from, after a rollback or not.
 *
 * @param superblock the number that this slot's superblock would take
 * @param lastSuperblock the hash of the superblock before it
 * @param requests the next block of every active rollup
 * @param l1Block the finalized L1 block whose registry holds in this slot
 * @param inputs from where the publisher's inputs of this slot are read
 * @param settled the revision of settlement up to which everything is settled: what is older was
 *     heeded before and is not heeded again
 */
public record SlotOpening(
    Slot slot,
    SuperblockNumber superblock,
    Hash32 lastSuperblock,
    SortedMap<ChainId, L2BlockRequest> requests,
    L1BlockRef l1Block,
    InputOffsets inputs,
    long settled) {

  public SlotOpening {
    requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
    requests.forEach((chain, request) -> {
      if (!chain.equals(request.chain()))
        throw new IllegalArgumentException("request of " + request.chain() + " under " + chain);
    });
  }

  /** The block expected of {@code chain}; empty when the chain takes no part in the slot. */
  public Optional<L2BlockRequest> requestOf(ChainId chain) {
    return Optional.ofNullable(requests.get(chain));
  }
}
