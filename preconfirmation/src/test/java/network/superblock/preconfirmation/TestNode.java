package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.gossip.GossipConfig;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.lookahead.Lookahead;
import network.superblock.preconfirmation.lookahead.NoopLookahead;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.LinkRule;

/** A node with in-memory storage on loopback, and everything it ever told. */
final class TestNode implements AutoCloseable {

  static final InstantSource CLOCK = InstantSource.system();
  private static final HostConfig HOST = HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0");

  private final P2pNode node;
  private final PreconfirmationSdk sdk;
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final List<SdkEvent> events = new ArrayList<>();

  /** How peers are judged: by which clock, and how long they are banned. */
  private record Peers(InstantSource clock, Duration ban) {
    static final Peers DEFAULT = new Peers(CLOCK, Duration.ofMinutes(5));
  }

  private TestNode(
      HostConfig host,
      SdkConfig config,
      PreconfirmationStorage storage,
      Lookahead lookahead,
      InstantSource clock,
      Peers peers) {
    this.node = P2pNode.start(host, Identity.generate(), peers.clock(), metrics, peers.ban());
    this.sdk =
        PreconfirmationSdk.start(
            node, config, storage, lookahead, LinkRule.DEFAULT, clock, metrics);
    Thread.ofVirtual().start(this::listen);
    eventually("a tip", this::isConfirmed);
  }

  /** Again and again where the storage fails. */
  private boolean isConfirmed() {
    return sdk.updateHead(ConfirmedTip.at(0)).handle((_, failure) -> failure == null).join();
  }

  static TestNode start() {
    return start(config());
  }

  static TestNode start(SdkConfig config) {
    return start(config, new MemoryStorage(config.caches()));
  }

  static TestNode start(SdkConfig config, PreconfirmationStorage storage) {
    return start(config, storage, new NoopLookahead(Samples.KEY.address()), CLOCK);
  }

  static TestNode start(
      SdkConfig config, PreconfirmationStorage storage, Lookahead lookahead, InstantSource clock) {
    return new TestNode(HOST, config, storage, lookahead, clock, Peers.DEFAULT);
  }

  /** One that judges its peers by another clock, and bans them for this long. */
  static TestNode judging(SdkConfig config, InstantSource clock, Duration ban) {
    var storage = new MemoryStorage(config.caches());
    var anytime = new NoopLookahead(Samples.KEY.address());
    return new TestNode(HOST, config, storage, anytime, CLOCK, new Peers(clock, ban));
  }

  /** One that lets only so many bytes wait for a peer. */
  static TestNode startWithin(long outboundQueue) {
    var gossip = HOST.gossip();
    var limits = gossip.limits();
    var host =
        HOST.withGossip(
            gossip.withLimits(
                new GossipConfig.Limits(
                    limits.maxRpc(),
                    limits.reassembly(),
                    outboundQueue,
                    limits.pendingMessages(),
                    limits.pendingBytes(),
                    limits.idsPerHeartbeat(),
                    limits.iHavesPerHeartbeat(),
                    limits.retransmissions(),
                    limits.followUp(),
                    limits.iDontWantFrom())));
    var storage = new MemoryStorage(config().caches());
    var anytime = new NoopLookahead(Samples.KEY.address());
    return new TestNode(host, config(), storage, anytime, CLOCK, Peers.DEFAULT);
  }

  /** The network's defaults, but as quick as a test wants to be. */
  static SdkConfig config() {
    return SdkConfig.forChain(Samples.CHAIN, Samples.SLASHER)
        .withTimeouts(
            new SdkConfig.Timeouts(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                3))
        .withPace(new SdkConfig.Pace(1000, 2000, Duration.ofSeconds(10)));
  }

  P2pNode node() {
    return node;
  }

  PreconfirmationSdk sdk() {
    return sdk;
  }

  PeerId id() {
    return node.host().peerId();
  }

  RecordedMetrics metrics() {
    return metrics;
  }

  /** Connects, and waits until gossip goes both ways. */
  TestNode connect(TestNode other) {
    node.host().dial(other.node.host().addresses().getFirst()).toCompletableFuture().join();
    eventually("meshes", () -> isMeshed(other.id()) && other.isMeshed(id()));
    return this;
  }

  boolean isMeshed(PeerId peer) {
    var mesh = node.host().gossip().stats().toCompletableFuture().join().mesh();
    var protocols = sdk.config().protocols();
    return mesh.containsKey(protocols.commitmentTopic())
        && mesh.get(protocols.commitmentTopic()).contains(peer)
        && mesh.containsKey(protocols.txListTopic())
        && mesh.get(protocols.txListTopic()).contains(peer);
  }

  long headNumber() {
    return sdk.head().blockNumber().saturated();
  }

  synchronized <T extends SdkEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void close() {
    sdk.close();
    node.close();
  }

  static void eventually(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("never: " + what).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void listen() {
    try {
      sdk.runWithHandler(event -> {
        synchronized (this) {
          events.add(event);
        }
      });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
