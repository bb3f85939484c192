package network.superblock.superblock.http;

import io.swagger.v3.oas.annotations.Operation;
import java.util.TreeMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.superblock.BlocksTree;
import network.superblock.runtime.http.Cursor;
import network.superblock.runtime.http.EventStreams;
import network.superblock.runtime.http.News;
import network.superblock.runtime.http.Page;
import network.superblock.runtime.http.PageRequest;
import network.superblock.runtime.http.ProblemException;
import network.superblock.runtime.http.ProblemType;
import network.superblock.runtime.l1.L1Properties;
import org.jspecify.annotations.Nullable;
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

/** The superblocks. */
@RestController
@RequestMapping("/api/v1/superblocks")
class SuperblockController {

  private final SuperblockArchive archive;
  private final EventStreams streams;
  private final News news;
  private final Address settlement;

  SuperblockController(
      SuperblockArchive archive, EventStreams streams, News news, L1Properties l1) {
    this.archive = archive;
    this.streams = streams;
    this.news = news;
    this.settlement = l1.settlementAddress();
  }

  @GetMapping("/{id}")
  @Operation(summary = "A superblock by its number, its hash, or the latest")
  Mono<SuperblockReport> superblock(@PathVariable String id) {
    return find(id).switchIfEmpty(Mono.error(() -> notFound(id)));
  }

  @GetMapping
  @Operation(summary = "Superblocks, the newest first, those too that were rolled back")
  Mono<Page<SuperblockSummary>> list(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var request = PageRequest.of(limit, cursor);
    return archive
        .list(request)
        .collectList()
        .map(found -> Page.of(found, request, item -> Cursor.of(item.slot().value())));
  }

  @GetMapping("/{id}/proofs/{chainId}")
  @Operation(summary = "The Merkle proof that the superblock holds the rollup's block")
  Mono<BlockProof> proof(@PathVariable String id, @PathVariable long chainId) {
    if (chainId <= 0)
      throw ProblemType.INVALID_PARAMETER.exception("chainId must be positive: " + chainId);
    return superblock(id).map(superblock -> proof(superblock, new ChainId(chainId)));
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "What happens to superblocks, from Last-Event-ID on, or from the first on",
      description = "With from=now a reader without Last-Event-ID gets only what is to come.")
  Flux<ServerSentEvent<SuperblockEvent>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String from) {
    if (from != null && !from.equals("now"))
      throw ProblemType.INVALID_PARAMETER.exception("from is now, or absent for the first event");
    // A browser cannot name an event when it connects for the first time.
    var start = from == null ? Mono.just(0L) : archive.lastEventId();
    return start
        .map(first -> EventStreams.lastEventId(lastEventId, first))
        .flatMapMany(after -> streams.after(after, archive.events(), news));
  }

  private BlockProof proof(SuperblockReport superblock, ChainId chain) {
    var blocks = new TreeMap<ChainId, BlockRef>();
    for (var block : superblock.blocks())
      blocks.put(block.chainId(), new BlockRef(block.number(), block.hash()));
    var block =
        superblock.blocks().stream()
            .filter(each -> each.chainId().equals(chain))
            .findFirst()
            .orElseThrow(() ->
                ProblemType.NOT_FOUND.exception(
                    "Superblock %s holds no block of chain %s"
                        .formatted(superblock.number(), chain)));
    return new BlockProof(
        superblock.number(),
        superblock.hash(),
        superblock.status(),
        settlement,
        superblock.blocksRoot(),
        block,
        BlocksTree.of(blocks).proofOf(chain));
  }

  private Mono<SuperblockReport> find(String id) {
    if (id.equals("latest")) return archive.latest();
    try {
      return id.startsWith("0x")
          ? archive.byHash(Hash32.fromHex(id))
          : archive.byNumber(new SuperblockNumber(Long.parseLong(id)));
    } catch (IllegalArgumentException _) {
      throw ProblemType.INVALID_PARAMETER.exception(
          "A superblock is named by its number, its 0x-hash or latest");
    }
  }

  private static ProblemException notFound(String id) {
    return ProblemType.NOT_FOUND.exception(
        id.equals("latest") ? "There is no superblock yet" : "There is no superblock " + id);
  }
}
