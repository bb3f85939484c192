package network.superblock.blockstore;

import java.time.Instant;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.runtime.kafka.SlotPlace;
import reactor.core.publisher.Mono;

/** What became of slots and their blocks. Shared by all replicas; each tells it the same. */
public interface SlotArchive {

  /**
   * A slot's end, from which the fold of the slot topic can go on.
   *
   * @param after the place of the record after it
   */
  record Closing(SlotClosed closed, SlotPlace after) {}

  /** The last slot's end; empty before the first. */
  Mono<Closing> last();

  /** Keeps a slot's end, and forgets the blocks that are held for it or for an earlier slot. */
  Mono<Void> close(Closing closing, Instant at);

  /**
   * Settlement took back every superblock after {@code lastValid}.
   *
   * @param in the slot that ended or opened with it
   */
  Mono<Void> rollBack(Slot in, SuperblockNumber lastValid, Instant at);

  /** A superblock's L1 block is final. Without effect for one that is not known here. */
  Mono<Void> finalized(SuperblockStatus.Finalized superblock, Instant at);

  /**
   * Forgets what belongs to slots up to the last one whose superblock became final before {@code
   * finalBefore}; but never a chain's block in the highest superblock that contains the chain, nor
   * the last slot's end.
   *
   * @return how many blocks were forgotten
   */
  Mono<Long> prune(Instant finalBefore);
}
