package network.superblock.superblock;

import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.SettlementStore.Refusal;
import network.superblock.superblock.assembly.StoredSuperblock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The superblocks that stand in a block of L1, and what was found wrong with them there. */
public interface PublishedSuperblocks {

  /** One of them; empty if none of that number stands on L1. */
  Mono<StoredSuperblock> find(SuperblockNumber number);

  /** The hash of the superblock of that number; empty if there is none that counts. */
  Mono<Optional<Hash32>> hashOf(SuperblockNumber number);

  /** The first that was found at fault, unless a rollback has made it void. */
  Mono<Optional<Refusal>> fault();

  /** All those that were found at fault, unless a rollback has made them void. */
  Flux<SuperblockNumber> faulty();

  /**
   * Keeps what a verification has found, with the event that tells of a new fault.
   *
   * @param fault empty if the superblock is sound
   * @return whether it is another finding than the last one
   */
  Mono<Boolean> verified(StoredSuperblock superblock, Optional<String> fault);
}
