package network.superblock.libp2p.ping;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.multistream.NoCommonProtocol;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.swarm.StreamOpener;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.swarm.SwarmListener;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/**
 * Answers pings, and pings every connection each 15 seconds: one that does not answer within 20
 * seconds is closed. See libp2p "ping".
 */
public final class Ping implements SwarmListener {

  static final String PROTOCOL = "/ipfs/ping/1.0.0";
  static final int SIZE = 32;

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_INBOUND = 2;

  private final Swarm swarm;
  private final Ticker ticker;
  private final SecureRandom random = new SecureRandom();
  private final Map<Connection, Integer> inbound = new ConcurrentHashMap<>();
  private final Map<PeerId, Duration> latest = new ConcurrentHashMap<>();

  /** Starts to answer and to ping. */
  public Ping(Swarm swarm, Ticker ticker) {
    this.swarm = swarm;
    this.ticker = ticker;
    swarm.handle(PROTOCOL, (connection, stream, _) -> serve(connection, stream));
    swarm.watch(this);
  }

  /** Measures one round trip. Fails when the peer is not connected or does not answer. */
  public CompletionStage<Duration> ping(PeerId peer) {
    return swarm
        .connection(peer)
        .map(this::ping)
        .orElseGet(() -> CompletableFuture.failedFuture(new IOException("not connected: " + peer)));
  }

  /** The last round trip to the peer that was measured. */
  public Optional<Duration> latest(PeerId peer) {
    return Optional.ofNullable(latest.get(peer));
  }

  @Override
  public void opened(Connection connection, boolean first) {
    connection.schedule(INTERVAL, () -> check(connection));
  }

  @Override
  public void closed(Connection connection, boolean last) {
    inbound.remove(connection);
    if (last) latest.remove(connection.peer());
  }

  private void check(Connection connection) {
    var _ =
        ping(connection)
            .whenComplete((_, failure) -> {
              if (failure == null || failure instanceof NoCommonProtocol) {
                connection.schedule(INTERVAL, () -> check(connection));
              } else {
                connection.close();
              }
            });
  }

  private CompletionStage<Duration> ping(Connection connection) {
    var token = new byte[SIZE];
    random.nextBytes(token);
    var trip = new RoundTrip(token, ticker);
    connection.open(List.of(PROTOCOL), trip);
    connection.schedule(TIMEOUT, trip::expire);
    return trip.result.whenComplete((time, failure) -> {
      if (failure == null) latest.put(connection.peer(), time);
    });
  }

  private StreamListener serve(Connection connection, YamuxStream stream) {
    if (inbound.merge(connection, 1, Integer::sum) > MAX_INBOUND) stream.reset();
    return new Echo(() -> inbound.computeIfPresent(connection, (_, count) -> count - 1));
  }

  /** Sends back what arrives until the peer closes. */
  private record Echo(Runnable ended) implements StreamListener {

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      // A peer that does not read its echoes gets no more window either.
      if (stream.queuedBytes() > 64 * SIZE) {
        stream.reset();
        return;
      }
      var length = bytes.readableBytes();
      stream.write(bytes.readRetainedSlice(length));
      stream.consumed(length);
    }

    @Override
    public void remoteClosed(YamuxStream stream) {
      stream.closeWrite();
      ended.run();
    }

    @Override
    public void aborted(YamuxStream stream) {
      ended.run();
    }
  }

  private static final class RoundTrip implements StreamOpener, StreamListener {

    private final byte[] token;
    private final Ticker ticker;
    private final ByteBuf answer = Unpooled.buffer(SIZE);
    private final CompletableFuture<Duration> result = new CompletableFuture<>();
    private long sentAt;

    RoundTrip(byte[] token, Ticker ticker) {
      this.token = token;
      this.ticker = ticker;
      this.sentAt = ticker.nanos();
    }

    void expire() {
      result.completeExceptionally(new IOException("ping timed out"));
    }

    @Override
    public void proposed(YamuxStream stream) {
      sentAt = ticker.nanos();
      stream.write(Unpooled.wrappedBuffer(token));
    }

    @Override
    public StreamListener opened(YamuxStream stream, String protocol) {
      return this;
    }

    @Override
    public void failed(Throwable cause) {
      result.completeExceptionally(cause);
    }

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      answer.writeBytes(bytes, Math.min(bytes.readableBytes(), SIZE - answer.readableBytes()));
      if (answer.readableBytes() < SIZE) return;
      if (answer.equals(Unpooled.wrappedBuffer(token))) {
        result.complete(Duration.ofNanos(ticker.nanos() - sentAt));
      } else {
        result.completeExceptionally(new IOException("ping came back changed"));
      }
      stream.closeWrite();
    }

    @Override
    public void remoteClosed(YamuxStream stream) {
      stream.closeWrite();
      result.completeExceptionally(new IOException("ping stream closed"));
    }

    @Override
    public void aborted(YamuxStream stream) {
      result.completeExceptionally(new IOException("ping stream reset"));
    }
  }
}
