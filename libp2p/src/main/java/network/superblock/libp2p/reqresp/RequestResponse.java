package network.superblock.libp2p.reqresp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.wire.Bytes;

/** Asks peers, and answers them. Safe for any thread. */
public final class RequestResponse {

  private final Swarm swarm;
  private final Executor executor;
  private final Ticker ticker;

  /** Runs responders on {@code executor}, one task each. */
  public RequestResponse(Swarm swarm, Executor executor, Ticker ticker) {
    this.swarm = swarm;
    this.executor = executor;
    this.ticker = ticker;
  }

  /** Serves a protocol from now on. */
  public void serve(RequestProtocol protocol, Responder responder) {
    var service = new Service(protocol, responder, executor, ticker);
    swarm.handle(protocol.name(), (connection, stream, _) -> service.accept(connection, stream));
  }

  /** Serves a protocol no more; what is being answered is answered. */
  public void unserve(RequestProtocol protocol) {
    swarm.unhandle(protocol.name());
  }

  /**
   * Asks a connected peer. Completes with the outcome, within the protocol's timeout; it never
   * completes exceptionally.
   *
   * @throws IllegalArgumentException when the request is larger than the protocol allows
   */
  public CompletionStage<Answer> request(PeerId peer, RequestProtocol protocol, Bytes request) {
    if (request.size() > protocol.maxRequest()) {
      throw new IllegalArgumentException("request of " + request.size() + " bytes");
    }
    var connection = swarm.connection(peer);
    if (connection.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Answer.Failed(Answer.Reason.NOT_CONNECTED, peer.toString()));
    }
    var exchange = new OutboundExchange(protocol, request);
    connection.get().open(List.of(protocol.name()), exchange);
    connection.get().schedule(protocol.timeout(), exchange::expire);
    return exchange.result();
  }
}
