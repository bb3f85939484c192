package network.superblock.blockstore.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import network.superblock.blockstore.BlockCatalog;
import network.superblock.blockstore.BlockEvents;
import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockReport;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.runtime.http.Cursor;
import network.superblock.runtime.http.EventHistory;
import network.superblock.runtime.http.EventStreams;
import network.superblock.runtime.http.News;
import network.superblock.runtime.http.Page;
import network.superblock.runtime.http.PageRequest;
import network.superblock.runtime.http.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Blocks by chain, number and hash, and what happens to them. */
@RestController
@RequestMapping("/api/v1")
class BlockController {

  /** A leg of an xT is an ordinary signed transaction: anyone who sees it could submit it alone. */
  private static final ProblemType BODY_NOT_PUBLIC =
      new ProblemType("body-not-public", HttpStatus.FORBIDDEN, "The block's body is not public");

  private final BlockCatalog catalog;
  private final BlockEvents events;
  private final News news;
  private final EventStreams streams;

  BlockController(BlockCatalog catalog, BlockEvents events, News news, EventStreams streams) {
    this.catalog = catalog;
    this.events = events;
    this.news = news;
    this.streams = streams;
  }

  @GetMapping(
      path = "/chains/{chainId}/blocks/{block}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "A block without its body")
  Mono<BlockReport> block(
      @PathVariable long chainId,
      @Parameter(description = "a number, a hash, or latest: the chain's head") @PathVariable
          String block) {
    return find(chainId, block);
  }

  @GetMapping(
      path = "/chains/{chainId}/blocks/{block}",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(summary = "The RLP of a block that stands in a superblock")
  Mono<byte[]> rlp(@PathVariable long chainId, @PathVariable String block) {
    return find(chainId, block)
        .doOnNext(BlockController::requirePublic)
        .flatMap(found -> catalog.rlp(found.chainId(), found.slot()))
        .map(rlp -> rlp.toArray())
        .switchIfEmpty(Mono.error(() -> notFound(chainId, block)));
  }

  @GetMapping("/chains/{chainId}/blocks")
  @Operation(summary = "A chain's valid blocks, newest first")
  Mono<Page<BlockReport>> blocks(
      @PathVariable long chainId,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var request = PageRequest.of(limit, cursor);
    var before = request.after().map(Cursor::asLong).map(BlockController::slot);
    return catalog
        .list(chain(chainId), before, request.fetch())
        .collectList()
        .map(found -> Page.of(found, request, block -> Cursor.of(block.slot().value())));
  }

  @GetMapping("/chains/{chainId}/blocks/events")
  @Operation(summary = "What happens to a chain's blocks")
  Flux<ServerSentEvent<BlockNews>> eventsOf(
      @PathVariable long chainId,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return stream(lastEventId, events.of(chain(chainId)));
  }

  @GetMapping("/blocks/events")
  @Operation(summary = "What happens to all chains' blocks")
  Flux<ServerSentEvent<BlockNews>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return stream(lastEventId, events.all());
  }

  private Flux<ServerSentEvent<BlockNews>> stream(
      @Nullable String lastEventId, EventHistory<BlockNews> history) {
    return events
        .lastId()
        .map(last -> EventStreams.lastEventId(lastEventId, last))
        .flatMapMany(from -> streams.after(from, history, news));
  }

  private Mono<BlockReport> find(long chainId, String block) {
    var chain = chain(chainId);
    var found =
        switch (BlockName.parse(block)) {
          case BlockName.Latest _ -> catalog.head(chain);
          case BlockName.Numbered(var number) -> catalog.byNumber(chain, number);
          case BlockName.Hashed(var hash) -> catalog.byHash(chain, hash);
        };
    return found.switchIfEmpty(Mono.error(() -> notFound(chainId, block)));
  }

  private static RuntimeException notFound(long chainId, String block) {
    return ProblemType.NOT_FOUND.exception(
        "Chain " + chainId + " has no block " + block + " here, or not any more");
  }

  private static void requirePublic(BlockReport block) {
    if (block.superblock() == null)
      throw BODY_NOT_PUBLIC.exception(
          "Block " + block.hash() + " stands in no superblock; it is " + block.standing());
  }

  private static ChainId chain(long chainId) {
    if (chainId <= 0) throw ProblemType.INVALID_PARAMETER.exception("chainId must be positive");
    return new ChainId(chainId);
  }

  private static Slot slot(long value) {
    if (value < 0) throw ProblemType.INVALID_PARAMETER.exception("cursor is not one of this list");
    return new Slot(value);
  }
}
