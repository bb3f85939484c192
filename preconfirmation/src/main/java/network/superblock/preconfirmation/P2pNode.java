package network.superblock.preconfirmation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import network.superblock.libp2p.ConnectedPeer;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One libp2p host for any number of chains, and what is thought of its peers. The chains' nodes are
 * started on it and are to be closed before it.
 */
public final class P2pNode implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(P2pNode.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Libp2pHost host;
  private final PeerConduct conduct = new PeerConduct();
  private final InstantSource clock;
  private final SdkMetrics metrics;
  private final Duration banned;
  private final List<PeerWatch> watches = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("p2p-node").daemon().factory());
  private Set<PeerId> scored = Set.of();

  /** Looks at the connected peers several times a second; must not block. */
  interface PeerWatch {
    void look(List<ConnectedPeer> connected);

    void banned(PeerId peer);
  }

  private P2pNode(Libp2pHost host, InstantSource clock, SdkMetrics metrics, Duration banned) {
    this.host = host;
    this.clock = clock;
    this.metrics = metrics;
    this.banned = banned;
  }

  /**
   * Listens, and begins to dial the static peers.
   *
   * @param banned how long a ban lasts
   * @throws SdkException.Network when an address cannot be bound
   */
  public static P2pNode start(
      HostConfig config,
      Identity identity,
      InstantSource clock,
      SdkMetrics metrics,
      Duration banned) {
    try {
      var node = new P2pNode(Libp2pHost.start(config, identity), clock, metrics, banned);
      metrics.watch(SdkMetrics.PEERS, () -> node.host.peers().size());
      var _ =
          node.timer.scheduleWithFixedDelay(node::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return node;
    } catch (CompletionException e) {
      throw new SdkException.Network("cannot listen", e.getCause());
    }
  }

  public Libp2pHost host() {
    return host;
  }

  /** Every connected peer, ordered by its id. */
  public List<PeerInfo> peers() {
    var now = clock.instant();
    var scores = host.gossip().stats().toCompletableFuture().join().scores();
    return host.peers().stream()
        .map(peer ->
            new PeerInfo(
                peer.id(),
                peer.addresses(),
                scores.getOrDefault(peer.id(), 0.0),
                conduct.scoreOf(peer.id(), now),
                peer.description().map(description -> description.agent())))
        .toList();
  }

  void watch(PeerWatch watch) {
    watches.add(watch);
  }

  void unwatch(PeerWatch watch) {
    watches.remove(watch);
  }

  void failed(PeerId peer) {
    conduct.failed(peer, clock.instant());
  }

  void accepted(PeerId peer) {
    conduct.accepted(peer, clock.instant());
  }

  boolean isAvoided(PeerId peer) {
    return conduct.isAvoided(peer, clock.instant());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    host.close();
  }

  private void look() {
    try {
      var connected = host.peers();
      watches.forEach(watch -> watch.look(connected));
      score(connected);
      for (var peer : conduct.toBan(clock.instant())) ban(peer);
    } catch (RuntimeException e) {
      // The next look may see better.
      log.warn("cannot look at the peers", e);
    }
  }

  private void score(List<ConnectedPeer> connected) {
    var now = clock.instant();
    var scores = new TreeMap<PeerId, Double>();
    for (var peer : connected) scores.put(peer.id(), conduct.scoreOf(peer.id(), now));
    scores.forEach((peer, score) -> host.gossip().score(peer, score));
    scores.forEach((peer, score) -> metrics.set(SdkMetrics.PEER_SCORE, score, "peer", "" + peer));
    var gone = new HashSet<>(scored);
    gone.removeAll(scores.keySet());
    gone.forEach(peer -> metrics.set(SdkMetrics.PEER_SCORE, Double.NaN, "peer", "" + peer));
    scored = Set.copyOf(scores.keySet());
  }

  private void ban(PeerId peer) {
    log.atWarn().addKeyValue("peer", peer).log("banned for {}", banned);
    metrics.count(SdkMetrics.BANS);
    host.ban(peer, banned);
    watches.forEach(watch -> watch.banned(peer));
  }
}
