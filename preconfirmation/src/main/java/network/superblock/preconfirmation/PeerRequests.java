package network.superblock.preconfirmation;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.reqresp.Answer;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.HeadRequest;
import network.superblock.preconfirmation.ssz.MalformedSszException;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.protocol.Hash32;

/**
 * Asks peers, at their pace, and checks that an answer belongs to its request. Fails with the kinds
 * of {@link SdkException}; a wrong answer costs the peer.
 */
final class PeerRequests {

  private static final Executor THREADS =
      task -> Thread.ofVirtual().name("preconfirmation-request").start(task);

  private final P2pNode node;
  private final Libp2pHost host;
  private final ChainProtocols protocols;
  private final RequestPacer pacer;
  private final SdkMetrics metrics;

  PeerRequests(P2pNode node, SdkConfig config, SdkMetrics metrics) {
    this.node = node;
    this.host = node.host();
    this.protocols = config.protocols();
    this.pacer = new RequestPacer(config.pace());
    this.metrics = metrics;
  }

  CompletableFuture<PreconfHead> head(PeerId peer) {
    return ask(peer, protocols.head(), new HeadRequest().encode(), PreconfHead::decode);
  }

  CompletableFuture<CommitmentsPage> commitments(PeerId peer, CommitmentsRequest request) {
    return ask(
        peer,
        protocols.commitments(),
        request.encode(),
        bytes -> belonging(request, CommitmentsPage.decode(bytes)));
  }

  /** Fails with MissingData when the peer does not have the list. */
  CompletableFuture<RawTxList> txList(PeerId peer, Hash32 hash) {
    return ask(
        peer,
        protocols.txList(),
        new TxListRequest(hash).encode(),
        bytes -> belonging(hash, RawTxList.decode(bytes)));
  }

  private static CommitmentsPage belonging(CommitmentsRequest request, CommitmentsPage page) {
    if (page.commitments().size() > request.maxCount())
      throw new MalformedSszException("more commitments than asked for");
    var least = request.start();
    for (var commitment : page.commitments()) {
      var number = commitment.preconfirmation().blockNumber();
      if (number.compareTo(least) < 0)
        throw new MalformedSszException("block " + number + " is not in order from " + least);
      least = number.next();
    }
    return page;
  }

  private static RawTxList belonging(Hash32 hash, RawTxList list) {
    if (!list.hash().equals(hash)) throw new MalformedSszException("another list's name");
    if (list.txList().isEmpty()) throw new SdkException.MissingData("no list " + hash);
    if (list.txList().size() > RawTxList.MAX_TXLIST || !list.matches())
      throw new MalformedSszException("not the list " + hash);
    return list;
  }

  private <T> CompletableFuture<T> ask(
      PeerId peer, RequestProtocol protocol, Bytes request, Function<Bytes, T> read) {
    var wait = pacer.book(peer, protocol.name(), System.nanoTime());
    return CompletableFuture.supplyAsync(System::nanoTime, after(wait))
        .thenCompose(start ->
            host.request(peer, protocol, request)
                // Off the event loop, which has more to do than to hash megabytes.
                .thenApplyAsync(
                    answer -> {
                      measure(protocol, answer, Duration.ofNanos(System.nanoTime() - start));
                      return read(peer, answer, read);
                    },
                    THREADS));
  }

  private static Executor after(Duration wait) {
    return wait.isZero()
        ? THREADS
        : CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, THREADS);
  }

  private <T> T read(PeerId peer, Answer answer, Function<Bytes, T> read) {
    return switch (answer) {
      case Answer.Received(var body) -> decode(peer, body, read);
      case Answer.Failed(var reason, var detail) -> throw failure(peer, reason, detail);
    };
  }

  private <T> T decode(PeerId peer, Bytes body, Function<Bytes, T> read) {
    try {
      return read.apply(body);
    } catch (MalformedSszException e) {
      node.failed(peer);
      throw new SdkException.Decode(String.valueOf(e.getMessage()), e);
    }
  }

  private SdkException failure(PeerId peer, Answer.Reason reason, String detail) {
    return switch (reason) {
      case NOT_CONNECTED -> new SdkException.MissingPeer("not connected: " + peer);
      case TIMEOUT -> new SdkException.Timeout(detail);
      case UNSUPPORTED, DROPPED -> new SdkException.Network(detail, null);
      case INVALID -> {
        node.failed(peer);
        yield new SdkException.Decode(detail, null);
      }
    };
  }

  private void measure(RequestProtocol protocol, Answer answer, Duration latency) {
    var outcome =
        switch (answer) {
          case Answer.Received _ -> "received";
          case Answer.Failed(var reason, var _) -> reason.name().toLowerCase(Locale.ROOT);
        };
    var name = protocol.name().substring(protocol.name().lastIndexOf('/') + 1);
    metrics.count(SdkMetrics.REQUESTS, "protocol", name, "outcome", outcome);
    metrics.record(SdkMetrics.REQUEST_LATENCY, latency, "protocol", name);
  }
}
