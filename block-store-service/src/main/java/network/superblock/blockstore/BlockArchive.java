package network.superblock.blockstore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The submitted blocks and the verdicts on them. Shared by all replicas. */
public interface BlockArchive {

  /** The verdicts that were given on any of these. */
  Mono<Map<BlockKey, BlockVerdict>> verdictsOn(Collection<BlockKey> keys);

  /**
   * Keeps the verdicts and the accepted blocks, all or none. Of two accepted blocks of one chain
   * and slot the first one stays accepted; the other becomes {@link Refusal#CONFLICT}.
   *
   * @param judgements of different blocks, in the order in which they were submitted
   * @return the verdicts that stand, in the same order; another replica's where it was first
   */
  Mono<List<BlockVerdict>> record(List<Judgement> judgements, Instant at);

  /**
   * Keeps blocks that came before their slot was sealed; once each.
   *
   * @param perChain how many are kept of a chain at most, those of the lowest slots
   * @return how many had to give way
   */
  Mono<Long> hold(List<L2Block> blocks, int perChain, Instant at);

  /** The blocks held for a slot, in the order in which they came. */
  Flux<L2Block> heldFor(Slot slot);

  /** Forgets the blocks that are held for a slot. */
  Mono<Void> release(Slot slot);

  /**
   * The block that a chain asks for: of a superblock not rolled back, else of a slot that is not
   * closed yet. Who lacks several blocks in a row does not know the parent: then the number
   * decides, and the hash that the chain waits for tells it whether the answer is right.
   */
  Mono<L2Block> answerTo(L2BlockRequest request);
}
