package network.superblock.libp2p;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.gossip.Gossip;
import network.superblock.libp2p.identify.Identify;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.ping.Ping;
import network.superblock.libp2p.reqresp.Answer;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.reqresp.RequestResponse;
import network.superblock.libp2p.reqresp.Responder;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.wire.Bytes;

/**
 * A libp2p peer: TCP, Noise, yamux, identify, ping, gossipsub and request/response. Everything is
 * safe for any thread and nothing blocks, but {@link #start} and {@link #close}.
 *
 * <pre>{@code
 * var identity = IdentityFile.loadOrCreate(Path.of("identity.key"));
 * try (var host = Libp2pHost.start(HostConfig.listeningOn("/ip4/0.0.0.0/tcp/9000"), identity)) {
 *   host.serve(RequestProtocol.of("/greet/1", 64, 64), (peer, name) -> Optional.of(name));
 *   host.gossip().subscribe("news", message -> completedFuture(Verdict.ACCEPT));
 *   host.keepConnected(Multiaddr.parse("/dns4/peer.example/tcp/9000/p2p/12D3KooW…"));
 *   host.gossip().publish("news", Bytes.utf8("hello"));
 * }
 * }</pre>
 */
public final class Libp2pHost implements AutoCloseable {

  private final HostConfig config;
  private final Swarm swarm;
  private final Ping ping;
  private final Identify identify;
  private final RequestResponse requests;
  private final Gossip gossip;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile List<Multiaddr> listening = List.of();

  private Libp2pHost(HostConfig config, Identity identity, Ticker ticker) {
    this.config = config;
    this.swarm = new Swarm(config.swarm(), identity, ticker);
    this.ping = new Ping(swarm, ticker);
    this.identify = new Identify(swarm, config.protocolVersion(), config.agent(), this::advertised);
    this.requests = new RequestResponse(swarm, handlers, ticker);
    this.gossip = new Gossip(swarm, config.gossip(), ticker, handlers);
  }

  /**
   * Listens, and begins to dial the static peers.
   *
   * @throws java.util.concurrent.CompletionException when an address cannot be bound
   */
  public static Libp2pHost start(HostConfig config, Identity identity) {
    var host = new Libp2pHost(config, identity, Ticker.system());
    try {
      host.listening =
          config.listen().stream()
              .map(address -> host.swarm.listen(address).toCompletableFuture().join())
              .toList();
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
    config.staticPeers().forEach(host.swarm::keepConnected);
    return host;
  }

  public PeerId peerId() {
    return swarm.identity().peerId();
  }

  /** Where this host can be dialled, its peer id included. */
  public List<Multiaddr> addresses() {
    return advertised().stream().map(address -> address.withPeerId(peerId())).toList();
  }

  /**
   * Connects to a peer; an address with {@code /p2p/} reaches only that one.
   *
   * @return the peer, or fails with {@link network.superblock.libp2p.swarm.DialFailed}
   */
  public CompletionStage<PeerId> dial(Multiaddr address) {
    return swarm.dial(address).thenApply(Connection::peer);
  }

  /** Dials a peer now and again whenever it is lost, with back-off. */
  public void keepConnected(Multiaddr address) {
    swarm.keepConnected(address);
  }

  public void disconnect(PeerId peer) {
    swarm.disconnect(peer);
  }

  /** Disconnects a peer and refuses it until {@code time} has passed. */
  public void ban(PeerId peer, Duration time) {
    swarm.ban(peer, time);
  }

  /** Every connected peer, ordered by its id. */
  public List<ConnectedPeer> peers() {
    return swarm.connections().stream()
        .map(Connection::peer)
        .distinct()
        .map(this::connectedPeer)
        .toList();
  }

  /** Measures a round trip; fails when the peer is not there. */
  public CompletionStage<Duration> ping(PeerId peer) {
    return ping.ping(peer);
  }

  /** Answers requests from now on, and tells the connected peers so. */
  public void serve(RequestProtocol protocol, Responder responder) {
    requests.serve(protocol, responder);
    identify.push();
  }

  /** Answers no more requests, and tells the connected peers so. */
  public void unserve(RequestProtocol protocol) {
    requests.unserve(protocol);
    identify.push();
  }

  /** Asks a connected peer. Never completes exceptionally: failures are answers. */
  public CompletionStage<Answer> request(PeerId peer, RequestProtocol protocol, Bytes request) {
    return requests.request(peer, protocol, request);
  }

  public Gossip gossip() {
    return gossip;
  }

  /** Says goodbye to all peers and stops; returns when the sockets are closed. */
  @Override
  public void close() {
    gossip.close();
    swarm.close();
    handlers.shutdownNow();
  }

  private ConnectedPeer connectedPeer(PeerId peer) {
    var connections = swarm.connections().stream().filter(c -> c.peer().equals(peer)).toList();
    return new ConnectedPeer(
        peer,
        connections.stream().map(Connection::remoteAddress).toList(),
        identify.description(peer),
        ping.latest(peer));
  }

  private List<Multiaddr> advertised() {
    return config.announce().isEmpty() ? listening : config.announce();
  }
}
