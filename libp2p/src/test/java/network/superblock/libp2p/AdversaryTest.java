package network.superblock.libp2p;

import static network.superblock.libp2p.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.gossip.GossipConfig;
import network.superblock.libp2p.gossip.Verdict;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.StreamOpener;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.swarm.SwarmConfig;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.FrameAssembler;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.Varint;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that shakes hands properly and then misbehaves, beside one that is honest. */
class AdversaryTest {

  private static final String TOPIC = "t";
  private static final String GOSSIP = "/meshsub/1.1.0";

  private final List<Bytes> heard = new CopyOnWriteArrayList<>();
  private final Libp2pHost host = start(smallBudgets());
  private final Libp2pHost honest = start(GossipConfig.defaults());
  private final Swarm adversary =
      new Swarm(SwarmConfig.defaults(), Identity.generate(), Ticker.system());

  @BeforeEach
  void connectTheHonestPeer() {
    host.gossip()
        .subscribe(
            TOPIC,
            message -> {
              heard.add(message.data());
              return CompletableFuture.completedFuture(Verdict.ACCEPT);
            });
    honest.gossip().subscribe(TOPIC, _ -> CompletableFuture.completedFuture(Verdict.ACCEPT));
    honest.dial(host.addresses().getFirst()).toCompletableFuture().join();
    eventually("meshed", () -> isMeshed(honest, host.peerId()));
    eventually("meshed", () -> isMeshed(host, honest.peerId()));
  }

  @AfterEach
  void stop() {
    adversary.close();
    host.close();
    honest.close();
  }

  @Test
  void aMalformedRpcEndsTheConnection() {
    gossip(stream -> stream.write(FrameAssembler.frame(Bytes.fromHex("0affffff"))));
    assertThrownOut();
  }

  @Test
  void anAnnouncedFrameAboveTheLimitEndsTheConnection() {
    gossip(stream -> stream.write(Unpooled.wrappedBuffer(Varint.encode(100 << 20))));
    assertThrownOut();
  }

  @Test
  void incompleteFramesStayWithinTheirBudget() {
    gossip(stream -> {
      stream.write(Unpooled.wrappedBuffer(Varint.encode(10 << 20)));
      stream.write(Unpooled.wrappedBuffer(new byte[2 << 20]));
    });
    assertThrownOut();
  }

  @Test
  void forgeriesAreGraylisted() {
    // One that refuses our own stream would be no gossip peer any more and have no score.
    adversary.handle(GOSSIP, (_, stream, _) -> new BlackHole(stream));
    gossip(stream -> {
      for (var i = 0; i < 2000; i++) {
        var forged = new ProtoWriter().bytes(2, Bytes.utf8("forged " + i)).string(4, TOPIC);
        stream.write(FrameAssembler.frame(new ProtoWriter().message(2, forged).toBytes()));
      }
    });
    var bad = adversary.identity().peerId();
    eventually(
        "graylisted",
        () ->
            host.gossip().stats().toCompletableFuture().join().scores().getOrDefault(bad, 0.0)
                < GossipConfig.defaults().scoring().graylistThreshold());
    // Two are enough; each time that the score has decayed to the threshold one more is looked at.
    assertThat(host.gossip().stats().toCompletableFuture().join().invalid()).isBetween(2L, 20L);
    assertHonestTrafficContinues();
  }

  @Test
  void aPeerThatNeverReadsDelaysNobody() {
    adversary.handle(GOSSIP, (_, stream, _) -> new BlackHole(stream));
    gossip(stream -> {
      var subscription = new ProtoWriter().varint(1, 1).string(2, TOPIC);
      stream.write(FrameAssembler.frame(new ProtoWriter().message(1, subscription).toBytes()));
    });
    var bad = adversary.identity().peerId();
    eventually("meshed", () -> isMeshed(host, bad));
    var large = new byte[1 << 20];
    for (var i = 0; i < 30; i++) {
      large[0] = (byte) i;
      var data = Bytes.copyOf(large);
      eventually("room for the honest peer", () -> reachesTheHonestPeer(data));
    }
    eventually(
        "the honest peer gets them all",
        () -> honest.gossip().stats().toCompletableFuture().join().accepted() == 30);
    assertHonestTrafficContinues();
  }

  private boolean reachesTheHonestPeer(Bytes data) {
    var published = host.gossip().publish(TOPIC, data).toCompletableFuture().join();
    return published.recipients().contains(honest.peerId());
  }

  private void assertThrownOut() {
    eventually("thrown out", () -> adversary.connections().isEmpty());
    assertHonestTrafficContinues();
  }

  private void assertHonestTrafficContinues() {
    var data = Bytes.utf8("honest");
    honest.gossip().publish(TOPIC, data).toCompletableFuture().join();
    eventually("the honest message", () -> heard.contains(data));
  }

  /** Opens a gossip stream to the host and does something bad with it. */
  private void gossip(Consumer<YamuxStream> deed) {
    adversary
        .dial(host.addresses().getFirst())
        .toCompletableFuture()
        .join()
        .open(List.of(GOSSIP), new Deed(deed));
  }

  private static boolean isMeshed(Libp2pHost with, PeerId peer) {
    var mesh = with.gossip().stats().toCompletableFuture().join().mesh();
    return mesh.containsKey(TOPIC) && mesh.get(TOPIC).contains(peer);
  }

  private static GossipConfig smallBudgets() {
    var config = GossipConfig.defaults();
    var limits = config.limits();
    return config.withLimits(
        new GossipConfig.Limits(
            limits.maxRpc(),
            1 << 20,
            4 << 20,
            limits.pendingMessages(),
            limits.pendingBytes(),
            limits.idsPerHeartbeat(),
            limits.iHavesPerHeartbeat(),
            limits.retransmissions(),
            limits.followUp(),
            limits.iDontWantFrom()));
  }

  private static Libp2pHost start(GossipConfig gossip) {
    var config = HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0").withGossip(gossip);
    return Libp2pHost.start(config, Identity.generate());
  }

  private record Deed(Consumer<YamuxStream> deed) implements StreamOpener {

    @Override
    public StreamListener opened(YamuxStream stream, String protocol) {
      deed.accept(stream);
      return new BlackHole(stream);
    }

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /** Takes bytes and never makes room for more. */
  private record BlackHole(YamuxStream stream) implements StreamListener {

    @Override
    public void received(YamuxStream from, ByteBuf bytes) {}

    @Override
    public void remoteClosed(YamuxStream from) {}

    @Override
    public void aborted(YamuxStream from) {}
  }
}
