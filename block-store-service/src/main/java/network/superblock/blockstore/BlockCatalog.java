package network.superblock.blockstore;

import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored blocks, to be looked up. */
public interface BlockCatalog {

  /** The chain's block in the highest superblock that contains the chain. */
  Mono<BlockReport> head(ChainId chain);

  /**
   * The block of that number. Where a slot or a superblock failed there are several: the one in a
   * superblock that counts goes first, then the newest.
   */
  Mono<BlockReport> byNumber(ChainId chain, BlockNumber number);

  Mono<BlockReport> byHash(ChainId chain, Hash32 hash);

  /** A chain's blocks, newest first; those before a slot where one is given. */
  Flux<BlockReport> list(ChainId chain, Optional<Slot> before, int limit);

  /** The RLP of the chain's block for a slot. */
  Mono<Bytes> rlp(ChainId chain, Slot slot);
}
