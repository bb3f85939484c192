package network.superblock.blockstore;

import network.superblock.protocol.ChainId;
import network.superblock.runtime.http.EventHistory;
import reactor.core.publisher.Mono;

/** What happened to blocks, as long as it is kept. */
public interface BlockEvents {

  EventHistory<BlockNews> all();

  EventHistory<BlockNews> of(ChainId chain);

  /** The last event's id, where a client begins that wants only what is to come. */
  Mono<Long> lastId();
}
