package network.superblock.libp2p.swarm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the peers that the operator named connected. */
final class StaticPeers {

  private static final Logger log = LoggerFactory.getLogger(StaticPeers.class);

  private final RedialSchedule schedule;
  private final Function<Multiaddr, CompletionStage<Connection>> dial;
  private final Function<PeerId, Optional<Connection>> connected;
  private final Map<Multiaddr, PeerId> reached = new ConcurrentHashMap<>();
  private final Ticker ticker;
  private boolean stopped;

  StaticPeers(
      RedialSchedule schedule,
      Function<Multiaddr, CompletionStage<Connection>> dial,
      Function<PeerId, Optional<Connection>> connected,
      Ticker ticker) {
    this.schedule = schedule;
    this.dial = dial;
    this.connected = connected;
    this.ticker = ticker;
  }

  synchronized void add(Multiaddr address) {
    schedule.add(address, ticker.nanos());
  }

  synchronized void stop() {
    stopped = true;
  }

  void redial() {
    List<Multiaddr> due;
    synchronized (this) {
      if (stopped) return;
      due = schedule.due(ticker.nanos());
    }
    for (var address : due) {
      var _ = reach(address).whenComplete((_, failure) -> outcome(address, failure));
    }
  }

  /** An address without a peer id is not dialled again while the peer it led to is connected. */
  private CompletionStage<Connection> reach(Multiaddr address) {
    var present = Optional.ofNullable(reached.get(address)).flatMap(connected);
    if (present.isPresent()) return CompletableFuture.completedFuture(present.get());
    return dial.apply(address)
        .thenApply(connection -> {
          reached.put(address, connection.peer());
          return connection;
        });
  }

  private synchronized void outcome(Multiaddr address, @Nullable Throwable failure) {
    if (failure == null) {
      schedule.succeeded(address, ticker.nanos());
    } else {
      log.debug("redial {}: {}", address, failure.toString());
      schedule.failed(address, ticker.nanos());
    }
  }
}
