package network.superblock.superblock;

import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.SettlementStore.Refusal;
import network.superblock.superblock.assembly.StoredSuperblock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The superblocks that stand or stood in a block of L1, and what was found wrong with them. */
public interface PublishedSuperblocks {

  /** What is kept under a number. */
  sealed interface Kept {

    /** Nothing that counts and has to be verified. */
    record Nothing() implements Kept {}

    /**
     * A superblock.
     *
     * @param onL1 whether it stands in a block of L1; else it was found at fault there and L1 has
     *     reorged it out since
     */
    record Whole(StoredSuperblock superblock, boolean onL1) implements Kept {}

    /** Rows that no superblock can be read from. */
    record Damaged(String reason) implements Kept {}
  }

  /** What is kept under a number; fails only when the database is away. */
  Mono<Kept> find(SuperblockNumber number);

  /** The hash of the superblock of that number; empty if there is none that counts. */
  Mono<Optional<Hash32>> hashOf(SuperblockNumber number);

  /** The first that was found at fault, unless a rollback has made it void. */
  Mono<Optional<Refusal>> fault();

  /** The first above {@code number} that was found at fault and that no rollback has made void. */
  Mono<Optional<SuperblockNumber>> faultyAbove(SuperblockNumber number);

  /**
   * Those that L1 included or made final since they were verified last, the lowest first.
   *
   * @param limit at most so many
   */
  Flux<SuperblockNumber> unverified(int limit);

  /**
   * Keeps what a verification has found, with the event that tells of a new fault.
   *
   * @param fault empty if the superblock is sound
   * @return whether it is another finding than the last one
   */
  Mono<Boolean> verified(SuperblockNumber number, Optional<String> fault);
}
