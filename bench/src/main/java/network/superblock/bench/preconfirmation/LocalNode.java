package network.superblock.bench.preconfirmation;

import java.time.Duration;
import java.time.InstantSource;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.P2pNode;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.SdkMetrics;
import network.superblock.preconfirmation.lookahead.NoopLookahead;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.validation.LinkRule;

/** A whole node on loopback, with in-memory storage. */
record LocalNode(P2pNode node, PreconfirmationSdk sdk) implements AutoCloseable {

  static final HostConfig HOST = HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0");

  static LocalNode start(HostConfig host, SdkConfig config) {
    var clock = InstantSource.system();
    var node =
        P2pNode.start(host, Identity.generate(), clock, SdkMetrics.NONE, Duration.ofMinutes(5));
    var sdk =
        PreconfirmationSdk.start(
            node,
            config,
            new MemoryStorage(config.caches()),
            new NoopLookahead(Promises.KEY.address()),
            LinkRule.DEFAULT,
            clock,
            SdkMetrics.NONE);
    sdk.updateHead(ConfirmedTip.at(0)).join();
    return new LocalNode(node, sdk);
  }

  Libp2pHost host() {
    return node.host();
  }

  /** Connects, and waits until commitments are gossiped both ways. */
  void connect(LocalNode other) throws InterruptedException {
    var address = other.host().addresses().getFirst();
    host().dial(address).toCompletableFuture().join();
    var topic = sdk.config().protocols().commitmentTopic();
    Waiting.until("a mesh", () -> isInMesh(host(), topic, other.host().peerId()));
    Waiting.until("a mesh", () -> isInMesh(other.host(), topic, host().peerId()));
  }

  static boolean isInMesh(Libp2pHost host, String topic, PeerId peer) {
    var mesh = host.gossip().stats().toCompletableFuture().join().mesh().get(topic);
    return mesh != null && mesh.contains(peer);
  }

  @Override
  public void close() {
    sdk.close();
    node.close();
  }
}
