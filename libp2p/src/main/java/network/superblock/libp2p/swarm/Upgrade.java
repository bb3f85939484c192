package network.superblock.libp2p.swarm;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import network.superblock.libp2p.multistream.Negotiation;
import network.superblock.libp2p.multistream.NegotiationHandler;
import network.superblock.libp2p.noise.NoiseHandler;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.swarm.Connection.Direction;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.yamux.YamuxSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a TCP connection into a {@link Connection}: multistream, Noise, multistream, yamux. Stays
 * at the pipeline's end, where failures of every layer arrive.
 */
final class Upgrade extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(Upgrade.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SwarmContext swarm;
  private final Direction direction;
  private final Multiaddr remoteAddress;
  private final Optional<PeerId> expected;
  private final CompletableFuture<Connection> result = new CompletableFuture<>();

  private Upgrade(
      SwarmContext swarm, Direction direction, Multiaddr address, Optional<PeerId> expected) {
    this.swarm = swarm;
    this.direction = direction;
    this.remoteAddress = address;
    this.expected = expected;
  }

  /**
   * Adds the layers.
   *
   * @param expected the only peer that will do; nobody in particular when empty
   */
  static CompletionStage<Connection> install(
      ChannelPipeline pipeline,
      SwarmContext swarm,
      Direction direction,
      Multiaddr address,
      Optional<PeerId> expected) {
    var upgrade = new Upgrade(swarm, direction, address, expected);
    pipeline.addLast(upgrade.negotiate(NoiseHandler.PROTOCOL, upgrade::secure));
    pipeline.addLast(upgrade);
    return upgrade.result;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    var timeout =
        context
            .executor()
            .schedule(
                () -> fail(context, new IOException("handshake timed out")),
                TIMEOUT.toNanos(),
                TimeUnit.NANOSECONDS);
    var _ = result.whenComplete((_, _) -> timeout.cancel(false));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(context, new IOException("connection closed during the handshake"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("{} {}", direction, remoteAddress, cause);
    fail(context, cause);
  }

  private void secure(ChannelHandlerContext context) {
    var noise = new NoiseHandler(swarm.identity(), isDialer(), swarm.random(), this::multiplex);
    context.pipeline().addAfter(context.name(), null, noise);
  }

  private void multiplex(ChannelHandlerContext context, PublicKey remote) {
    if (expected.isPresent() && !expected.get().equals(remote.peerId())) {
      throw new ProtocolViolation("expected " + expected.get() + ", found " + remote.peerId());
    }
    if (remote.equals(swarm.identity().publicKey())) {
      throw new ProtocolViolation("connected to ourselves");
    }
    var muxer = negotiate(YamuxSession.PROTOCOL, agreed -> finish(agreed, remote));
    context.pipeline().addAfter(context.name(), null, muxer);
  }

  private void finish(ChannelHandlerContext context, PublicKey remote) {
    var connection = new Connection(context.channel(), remote, direction, remoteAddress, swarm);
    context.pipeline().addAfter(context.name(), null, connection.session());
    result.complete(connection);
  }

  private NegotiationHandler negotiate(String protocol, NegotiationHandler.Next next) {
    return new NegotiationHandler(
        isDialer() ? Negotiation.dialer(List.of(protocol)) : Negotiation.listener(protocol::equals),
        next);
  }

  private boolean isDialer() {
    return direction == Direction.OUTBOUND;
  }

  /** Once upgraded, the session closes the connection by itself, after its goodbye. */
  private void fail(ChannelHandlerContext context, Throwable cause) {
    if (!result.completeExceptionally(cause)) return;
    var _ = context.close();
  }
}
