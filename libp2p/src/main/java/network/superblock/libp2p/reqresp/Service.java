package network.superblock.libp2p.reqresp;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one protocol to all peers, within its concurrency and rate. */
final class Service {

  private static final Logger log = LoggerFactory.getLogger(Service.class);

  private final RequestProtocol protocol;
  private final Responder responder;
  private final Executor executor;
  private final RequestRate rate;
  private final AtomicInteger running = new AtomicInteger();

  Service(RequestProtocol protocol, Responder responder, Executor executor, Ticker ticker) {
    this.protocol = protocol;
    this.responder = responder;
    this.executor = executor;
    this.rate = new RequestRate(protocol.rate(), ticker);
  }

  StreamListener accept(Connection connection, YamuxStream stream) {
    var exchange = new InboundExchange(this, connection.peer());
    if (running.incrementAndGet() > protocol.maxConcurrent()) {
      stream.reset();
      exchange.end();
      return exchange;
    }
    connection.schedule(protocol.timeout(), () -> exchange.expire(stream));
    return exchange;
  }

  RequestProtocol protocol() {
    return protocol;
  }

  boolean mayServe(PeerId peer) {
    return rate.allows(peer);
  }

  void answer(PeerId peer, Bytes request, YamuxStream stream, InboundExchange exchange) {
    executor.execute(() -> {
      var response = respond(peer, request);
      stream.execute(() -> exchange.answer(stream, response));
    });
  }

  void ended() {
    running.decrementAndGet();
  }

  private Optional<Bytes> respond(PeerId peer, Bytes request) {
    try {
      var response = responder.answer(peer, request);
      if (response.isPresent() && response.get().size() > protocol.maxResponse()) {
        throw new IllegalStateException("response of " + response.get().size() + " bytes");
      }
      return response;
    } catch (RuntimeException e) {
      log.warn("{} cannot be answered", protocol.name(), e);
      return Optional.empty();
    }
  }
}
