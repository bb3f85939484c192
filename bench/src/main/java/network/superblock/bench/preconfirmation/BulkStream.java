package network.superblock.bench.preconfirmation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.swarm.StreamOpener;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.swarm.SwarmConfig;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/**
 * Two hosts on loopback with TCP, Noise and yamux between them, as the gossip has them, and plain
 * bytes on one stream. The reader grants the window that gossip streams get and throws away what it
 * reads; the time ends when the writer has its one byte of receipt.
 */
final class BulkStream implements AutoCloseable {

  private static final String PROTOCOL = "/bench/bulk/1";
  private static final int PIECE = 64 * 1024;
  private static final int QUEUED = 256 * 1024;
  private static final int MORE_WINDOW = 768 * 1024;
  private static final long PATIENCE_SECONDS = 120;

  private final Swarm reader =
      new Swarm(SwarmConfig.defaults(), Identity.generate(), Ticker.system());
  private final Swarm writer =
      new Swarm(SwarmConfig.defaults(), Identity.generate(), Ticker.system());
  private final Connection connection;
  private volatile long expected;

  BulkStream() {
    reader.handle(
        PROTOCOL,
        (_, stream, _) -> {
          stream.growWindow(MORE_WINDOW);
          return new Sink(expected);
        });
    var address = Multiaddr.parse("/ip4/127.0.0.1/tcp/0");
    var bound = reader.listen(address).toCompletableFuture().join();
    this.connection = writer.dial(bound).toCompletableFuture().join();
  }

  /** Carries so many bytes over a new stream; returns how long that took, in nanoseconds. */
  long carry(long bytes) throws InterruptedException, ExecutionException, TimeoutException {
    expected = bytes;
    var source = new Source(bytes);
    var begin = System.nanoTime();
    connection.open(List.of(PROTOCOL), source);
    source.done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return System.nanoTime() - begin;
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
  }

  private static final class Sink implements StreamListener {

    private long left;

    Sink(long bytes) {
      this.left = bytes;
    }

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      var count = bytes.readableBytes();
      bytes.skipBytes(count);
      stream.consumed(count);
      left -= count;
      if (left == 0) {
        stream.write(Unpooled.wrappedBuffer(new byte[1]));
        stream.closeWrite();
      }
    }

    @Override
    public void remoteClosed(YamuxStream stream) {}

    @Override
    public void aborted(YamuxStream stream) {}
  }

  private static final class Source implements StreamOpener, StreamListener {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final byte[] piece = new byte[PIECE];
    private long left;

    Source(long bytes) {
      this.left = bytes;
    }

    @Override
    public StreamListener opened(YamuxStream stream, String protocol) {
      fill(stream);
      return this;
    }

    @Override
    public void drained(YamuxStream stream) {
      fill(stream);
    }

    private void fill(YamuxStream stream) {
      var room = QUEUED - stream.queuedBytes();
      for (; left > 0 && room > 0; room -= PIECE) {
        var size = (int) Math.min(PIECE, left);
        left -= size;
        stream.write(Unpooled.wrappedBuffer(piece, 0, size));
      }
      if (left == 0) stream.closeWrite();
    }

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      stream.consumed(bytes.readableBytes());
      bytes.skipBytes(bytes.readableBytes());
      done.complete(null);
    }

    @Override
    public void remoteClosed(YamuxStream stream) {}

    @Override
    public void failed(Throwable cause) {
      done.completeExceptionally(cause);
    }

    @Override
    public void aborted(YamuxStream stream) {
      done.completeExceptionally(new IllegalStateException("the stream was reset"));
    }
  }
}
