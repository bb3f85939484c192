package network.superblock.libp2p.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.WindowPool;
import network.superblock.libp2p.yamux.YamuxLimits;
import network.superblock.libp2p.yamux.YamuxStream;

/** One end of a connection in a test: an identity and what it serves. */
final class TestEnd {

  static final Multiaddr ADDRESS = Multiaddr.parse("/ip4/127.0.0.1/tcp/1");

  final Identity identity = Identity.generate();
  final Protocols protocols = new Protocols();
  final SwarmContext context =
      new SwarmContext(
          identity,
          protocols,
          YamuxLimits.DEFAULT,
          new WindowPool(1 << 20),
          new HeldTicker(),
          new SecureRandom());
  final EmbeddedChannel channel = new EmbeddedChannel();

  CompletionStage<Connection> upgrade(Connection.Direction direction, Optional<PeerId> expected) {
    return Upgrade.install(channel.pipeline(), context, direction, ADDRESS, expected);
  }

  /** Sends back what arrives, and closes when the peer does. */
  static final class Echo implements StreamListener {

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      stream.write(bytes.retainedSlice());
      stream.consumed(bytes.readableBytes());
    }

    @Override
    public void remoteClosed(YamuxStream stream) {
      stream.closeWrite();
    }

    @Override
    public void aborted(YamuxStream stream) {}
  }

  /** Writes {@code payload} as soon as it may, and remembers what comes back. */
  static final class Recorder implements StreamOpener, StreamListener {

    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final byte[] payload;
    final boolean eager;
    boolean closed;
    boolean aborted;
    Optional<Throwable> failure = Optional.empty();
    Optional<YamuxStream> stream = Optional.empty();

    Recorder(byte[] payload, boolean eager) {
      this.payload = payload;
      this.eager = eager;
    }

    @Override
    public void proposed(YamuxStream proposed) {
      if (eager) send(proposed);
    }

    @Override
    public StreamListener opened(YamuxStream opened, String protocol) {
      stream = Optional.of(opened);
      if (!eager) send(opened);
      return this;
    }

    private void send(YamuxStream to) {
      to.write(io.netty.buffer.Unpooled.wrappedBuffer(payload));
      to.closeWrite();
    }

    @Override
    public void failed(Throwable cause) {
      failure = Optional.of(cause);
    }

    @Override
    public void received(YamuxStream from, ByteBuf bytes) {
      var length = bytes.readableBytes();
      var copy = new byte[length];
      bytes.readBytes(copy);
      received.writeBytes(copy);
      from.consumed(length);
    }

    @Override
    public void remoteClosed(YamuxStream from) {
      closed = true;
    }

    @Override
    public void aborted(YamuxStream from) {
      aborted = true;
    }
  }
}
