package network.superblock.libp2p.swarm;

import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxSession;
import network.superblock.libp2p.yamux.YamuxStream;

/** An authenticated, encrypted connection to a peer, carrying streams. Safe for any thread. */
public final class Connection {

  private static final Duration NEGOTIATION_TIMEOUT = Duration.ofSeconds(10);

  private final Channel channel;
  private final PublicKey remoteKey;
  private final PeerId peer;
  private final Direction direction;
  private final Multiaddr remoteAddress;
  private final Protocols protocols;
  private final YamuxSession session;

  /** Which side opened a connection. */
  public enum Direction {
    INBOUND,
    OUTBOUND
  }

  Connection(
      Channel channel,
      PublicKey remoteKey,
      Direction direction,
      Multiaddr remoteAddress,
      SwarmContext swarm) {
    this.channel = channel;
    this.remoteKey = remoteKey;
    this.peer = remoteKey.peerId();
    this.direction = direction;
    this.remoteAddress = remoteAddress;
    this.protocols = swarm.protocols();
    this.session =
        new YamuxSession(
            channel,
            direction == Direction.OUTBOUND,
            swarm.yamux(),
            swarm.windows(),
            swarm.ticker(),
            this::accept);
  }

  public PeerId peer() {
    return peer;
  }

  public PublicKey remoteKey() {
    return remoteKey;
  }

  public Direction direction() {
    return direction;
  }

  /** Where the peer's bytes come from; of an inbound connection nothing that could be dialled. */
  public Multiaddr remoteAddress() {
    return remoteAddress;
  }

  /**
   * Opens a stream for the first of {@code proposals} that the peer supports.
   *
   * @param opener hears the outcome, within ten seconds
   */
  public void open(List<String> proposals, StreamOpener opener) {
    if (!session.execute(() -> openNow(proposals, opener))) {
      opener.failed(new IOException("the host is closed"));
    }
  }

  /** Says goodbye and closes the connection. */
  public void close() {
    var _ = session.execute(session::close);
  }

  /** Runs a task on the connection's event loop after a while, unless the connection is gone. */
  public void schedule(Duration delay, Runnable task) {
    Runnable whileActive =
        () -> {
          if (channel.isActive()) task.run();
        };
    try {
      var _ = channel.eventLoop().schedule(whileActive, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      // The host is closed, and with it the connection.
    }
  }

  YamuxSession session() {
    return session;
  }

  @Override
  public String toString() {
    return direction + " " + remoteAddress + " " + peer;
  }

  private void openNow(List<String> proposals, StreamOpener opener) {
    var negotiation = new OutboundNegotiation(proposals, opener);
    var stream = session.open(negotiation);
    if (stream.isEmpty()) {
      opener.failed(new IOException("no stream to " + peer + " can be opened"));
      return;
    }
    negotiation.start(stream.get());
    schedule(NEGOTIATION_TIMEOUT, () -> negotiation.expire(stream.get()));
  }

  private StreamListener accept(YamuxStream stream) {
    var negotiation = new InboundNegotiation(this, protocols);
    schedule(
        NEGOTIATION_TIMEOUT,
        () -> {
          if (!negotiation.isFinished()) stream.reset();
        });
    return negotiation;
  }
}
