package network.superblock.superblock.http;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.runtime.http.EventHistory;
import network.superblock.runtime.http.PageRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The superblocks and what happened to them, for people and tools. */
public interface SuperblockArchive {

  /** The one of that number that counts; else the last one that was void or refused. */
  Mono<SuperblockReport> byNumber(SuperblockNumber number);

  Mono<SuperblockReport> byHash(Hash32 hash);

  /** The highest one that counts. */
  Mono<SuperblockReport> latest();

  /** The void ones too, the newest slot first; the cursor is a slot. */
  Flux<SuperblockSummary> list(PageRequest request);

  EventHistory<SuperblockEvent> events();

  /** The newest event's id, where a reader begins that wants only what is to come; 0 for none. */
  Mono<Long> lastEventId();
}
