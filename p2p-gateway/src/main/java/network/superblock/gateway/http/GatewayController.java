package network.superblock.gateway.http;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import network.superblock.gateway.GatewayNode;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.ssz.MalformedSszException;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.runtime.http.Cursor;
import network.superblock.runtime.http.EventStreams;
import network.superblock.runtime.http.Page;
import network.superblock.runtime.http.PageRequest;
import network.superblock.runtime.http.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Peers, heads, commitments and lists of the carried chains, and a way to publish. */
@RestController
@RequestMapping("/api/v1")
class GatewayController {

  /** A connected peer. */
  record PeerView(String id, List<String> addresses, double score, double conduct, String agent) {}

  /** How far a chain is. */
  record HeadView(
      ChainId chainId, BigInteger blockNumber, BigInteger submissionWindowEnd, String status) {}

  /** What to publish: a commitment, its list, or both; hex. */
  record Publication(@Nullable String commitment, @Nullable String txList) {}

  /** How many peers it was sent to. */
  record Receipt(int peers) {}

  private final GatewayNode gateway;
  private final GatewayEvents events;
  private final EventStreams streams;

  GatewayController(GatewayNode gateway, GatewayEvents events, EventStreams streams) {
    this.gateway = gateway;
    this.events = events;
    this.streams = streams;
  }

  @GetMapping("/peers")
  @Operation(summary = "Connected peers and their scores")
  Mono<List<PeerView>> peers() {
    return asking(() ->
        gateway.node().map(node -> node.peers()).orElse(List.of()).stream()
            .map(peer ->
                new PeerView(
                    peer.id().toString(),
                    peer.addresses().stream().map(Object::toString).toList(),
                    peer.score(),
                    peer.conduct(),
                    peer.agent().orElse("")))
            .toList());
  }

  @GetMapping("/chains/{chainId}/head")
  @Operation(summary = "The highest block known, and whether the chain is caught up")
  Mono<HeadView> head(@PathVariable long chainId) {
    return asking(() -> {
      var sdk = chain(chainId);
      var head = sdk.head();
      return new HeadView(
          sdk.config().chain(),
          head.blockNumber().value(),
          head.submissionWindowEnd().value(),
          sdk.status().toString());
    });
  }

  @GetMapping("/chains/{chainId}/commitments")
  @Operation(summary = "Commitments by block number, one a block")
  Mono<Page<CommitmentView>> commitments(
      @PathVariable long chainId,
      @RequestParam(required = false) @Nullable Long from,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var request = PageRequest.of(limit, cursor);
    var start =
        request
            .after()
            .map(after -> number(after).next())
            .orElse(UInt256.of(from == null ? 0 : from));
    return asking(() -> {
      var known = chain(chainId).storage().commitments(start, request.fetch());
      var views = known.stream().map(CommitmentView::of).toList();
      return Page.of(views, request, view -> new Cursor(view.blockNumber().toString()));
    });
  }

  @GetMapping("/chains/{chainId}/commitments/{hash}")
  @Operation(summary = "A commitment by the hash of its preconfirmation")
  Mono<CommitmentView> commitment(@PathVariable long chainId, @PathVariable String hash) {
    return asking(() ->
        chain(chainId)
            .storage()
            .commitment(Hash32.fromHex(hash))
            .map(CommitmentView::of)
            .orElseThrow(() -> ProblemType.NOT_FOUND.exception("No commitment " + hash)));
  }

  @GetMapping(
      path = "/chains/{chainId}/txlists/{hash}",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(summary = "A transaction list by its hash, as it is gossiped")
  Mono<byte[]> txList(@PathVariable long chainId, @PathVariable String hash) {
    return asking(() ->
        chain(chainId)
            .storage()
            .txList(Hash32.fromHex(hash))
            .map(Bytes::toArray)
            .orElseThrow(() -> ProblemType.NOT_FOUND.exception("No list " + hash)));
  }

  @PostMapping("/chains/{chainId}/preconfirmations")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Checks, keeps and publishes a commitment, its list, or both")
  Mono<Receipt> publish(@PathVariable long chainId, @RequestBody Publication publication) {
    var sdk = chain(chainId);
    var commitment = publication.commitment();
    var txList = publication.txList();
    var list = txList == null ? null : RawTxList.of(bytes(txList));
    var published =
        Mono.fromFuture(() -> {
          if (commitment == null && list == null)
            throw ProblemType.MALFORMED_BODY.exception("commitment and txList are both missing");
          if (commitment == null) return sdk.publish(Objects.requireNonNull(list));
          return list == null ? sdk.publish(read(commitment)) : sdk.publish(read(commitment), list);
        });
    return published
        .subscribeOn(Schedulers.boundedElastic())
        .map(receipt -> new Receipt(receipt.peers()))
        .onErrorMap(SdkProblems::of);
  }

  @GetMapping("/events")
  @Operation(summary = "What happens on all chains")
  Flux<ServerSentEvent<GatewayNews>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    var from = EventStreams.lastEventId(lastEventId, events.recent().lastId());
    return streams.after(from, events.recent(), events.news());
  }

  private PreconfirmationSdk chain(long chainId) {
    if (chainId <= 0) throw ProblemType.INVALID_PARAMETER.exception("chainId must be positive");
    var sdk = gateway.chains().get(new ChainId(chainId));
    if (sdk == null) throw ProblemType.NOT_FOUND.exception("Chain " + chainId + " is not carried");
    return sdk;
  }

  /** The storage blocks: not on a thread that serves others. */
  private static <T> Mono<T> asking(Callable<T> question) {
    return Mono.fromCallable(question)
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorMap(SdkProblems::of)
        .onErrorMap(
            IllegalArgumentException.class,
            e -> ProblemType.INVALID_PARAMETER.exception(String.valueOf(e.getMessage())));
  }

  private static SignedCommitment read(String hex) {
    try {
      return SignedCommitment.decode(bytes(hex));
    } catch (MalformedSszException e) {
      throw ProblemType.MALFORMED_BODY.exception(String.valueOf(e.getMessage()));
    }
  }

  private static Bytes bytes(String hex) {
    try {
      return Bytes.fromHex(hex.startsWith("0x") ? hex.substring(2) : hex);
    } catch (IllegalArgumentException _) {
      throw ProblemType.MALFORMED_BODY.exception("not hex digits");
    }
  }

  private static UInt256 number(Cursor cursor) {
    return UInt256.of(cursor.asLong());
  }
}
