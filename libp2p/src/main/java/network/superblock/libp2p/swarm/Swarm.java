package network.superblock.libp2p.swarm;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection.Direction;
import network.superblock.libp2p.yamux.WindowPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials, listens, upgrades and keeps connections within their limits. Safe for any thread. */
public final class Swarm implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Swarm.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final Duration REDIAL_TICK = Duration.ofMillis(100);

  /** Some noise messages at a time: each costs a system call on either side. */
  private static final int MOST_READ = 256 * 1024;

  private static final WriteBufferWaterMark WRITES =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final SwarmContext context;
  private final EventLoopGroup loops;
  private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Bans bans;
  private final ConnectionTable table;
  private final StaticPeers staticPeers;

  /** Creates a swarm without connections. */
  public Swarm(SwarmConfig config, Identity identity, Ticker ticker) {
    var windows = new WindowPool(config.largeWindows());
    var random = new SecureRandom();
    this.context =
        new SwarmContext(identity, new Protocols(), config.yamux(), windows, ticker, random);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            config.eventLoops(),
            new DefaultThreadFactory("libp2p", true),
            NioIoHandler.newFactory());
    this.bans = new Bans(ticker);
    this.table = new ConnectionTable(config, bans);
    this.staticPeers =
        new StaticPeers(
            new RedialSchedule(config.redial(), random), this::dial, this::connection, ticker);
    var _ =
        loops.scheduleWithFixedDelay(
            staticPeers::redial, 0, REDIAL_TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  public Identity identity() {
    return context.identity();
  }

  /** Serves a protocol on every connection, the present ones too. */
  public void handle(String protocol, StreamHandler handler) {
    context.protocols().add(protocol, handler);
  }

  /** Serves a protocol no more; streams that were opened for it go on. */
  public void unhandle(String protocol) {
    context.protocols().remove(protocol);
  }

  public SortedSet<String> protocols() {
    return context.protocols().names();
  }

  public void watch(SwarmListener listener) {
    table.watch(listener);
  }

  /**
   * Listens on a TCP address; port 0 takes a free one.
   *
   * @return the address really bound
   */
  public CompletionStage<Multiaddr> listen(Multiaddr address) {
    var bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITES)
            .childHandler(initializer(this::accept));
    var bound = new CompletableFuture<Multiaddr>();
    var _ =
        resolve(address)
            .whenComplete((socket, failure) -> {
              if (failure != null) bound.completeExceptionally(failure);
              else bind(bootstrap, socket, bound);
            });
    return bound;
  }

  /**
   * Connects to a peer. An address that names a peer reaches only that one, and is not dialled
   * while it is connected already.
   *
   * @return fails with {@link DialFailed}
   */
  public CompletionStage<Connection> dial(Multiaddr address) {
    var existing = address.peerId().flatMap(this::connection);
    if (existing.isPresent()) return CompletableFuture.completedFuture(existing.get());
    if (address.peerId().map(bans::isBanned).orElse(false)) return failed("banned: " + address);
    if (!table.startHandshake(Direction.OUTBOUND)) return failed("too many dials at once");
    var result = new CompletableFuture<Connection>();
    var _ =
        resolve(address)
            .thenCompose(socket -> connect(address, socket))
            .whenComplete((connection, failure) -> {
              table.endHandshake(Direction.OUTBOUND);
              if (failure == null) result.complete(connection);
              else result.completeExceptionally(new DialFailed("dial " + address, failure));
            });
    return result;
  }

  /** Dials this peer now and, whenever it is lost, again: with back-off, for ever. */
  public void keepConnected(Multiaddr address) {
    staticPeers.add(address);
  }

  public List<Connection> connections() {
    return table.all();
  }

  /** Any connection to the peer. */
  public Optional<Connection> connection(PeerId peer) {
    return table.of(peer).stream().findFirst();
  }

  public void disconnect(PeerId peer) {
    table.of(peer).forEach(Connection::close);
  }

  /** Disconnects a peer and keeps it away for a while. */
  public void ban(PeerId peer, Duration time) {
    bans.ban(peer, time);
    disconnect(peer);
  }

  public boolean isBanned(PeerId peer) {
    return bans.isBanned(peer);
  }

  /** Says goodbye to all and stops; returns when every socket is closed. */
  @Override
  public void close() {
    staticPeers.stop();
    table.all().forEach(Connection::close);
    sockets.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void accept(Channel channel) {
    sockets.add(channel);
    if (!table.startHandshake(Direction.INBOUND)) {
      var _ = channel.close();
      return;
    }
    var remote = Multiaddr.tcp((InetSocketAddress) channel.remoteAddress());
    var _ =
        Upgrade.install(channel.pipeline(), context, Direction.INBOUND, remote, Optional.empty())
            .thenCompose(connection -> admit(channel, connection))
            .whenComplete((_, failure) -> {
              table.endHandshake(Direction.INBOUND);
              if (failure != null) log.debug("inbound {}: {}", remote, failure.toString());
            });
  }

  private CompletionStage<Connection> connect(Multiaddr address, InetSocketAddress socket) {
    var result = new CompletableFuture<Connection>();
    var bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITES)
            .handler(
                initializer(channel -> {
                  sockets.add(channel);
                  var _ = upgrade(channel, address).whenComplete(complete(result));
                }));
    bootstrap
        .connect(socket)
        .addListener(connected -> {
          if (!connected.isSuccess()) result.completeExceptionally(connected.cause());
        });
    return result;
  }

  private CompletionStage<Connection> upgrade(Channel channel, Multiaddr address) {
    return Upgrade.install(
            channel.pipeline(), context, Direction.OUTBOUND, address, address.peerId())
        .thenCompose(connection -> admit(channel, connection));
  }

  private CompletionStage<Connection> admit(Channel channel, Connection connection) {
    var refusal = table.add(connection);
    if (refusal.isPresent()) {
      connection.close();
      return CompletableFuture.failedFuture(new DialFailed(refusal.get()));
    }
    channel.closeFuture().addListener(_ -> table.remove(connection));
    return CompletableFuture.completedFuture(connection);
  }

  private void bind(
      ServerBootstrap bootstrap, InetSocketAddress socket, CompletableFuture<Multiaddr> bound) {
    var binding = bootstrap.bind(socket);
    binding.addListener(done -> {
      if (done.isSuccess()) {
        sockets.add(binding.channel());
        bound.complete(Multiaddr.tcp((InetSocketAddress) binding.channel().localAddress()));
      } else {
        bound.completeExceptionally(done.cause());
      }
    });
  }

  /** Looks names up off the event loops, where it may take its time. */
  private static CompletableFuture<InetSocketAddress> resolve(Multiaddr address) {
    var endpoint = address.tcpEndpoint();
    if (endpoint.isEmpty()) {
      return CompletableFuture.failedFuture(new DialFailed("not a TCP address: " + address));
    }
    var resolved = new CompletableFuture<InetSocketAddress>();
    Thread.startVirtualThread(() -> {
      try {
        var host = InetAddress.getByName(endpoint.get().getHostString());
        resolved.complete(new InetSocketAddress(host, endpoint.get().getPort()));
      } catch (UnknownHostException | RuntimeException e) {
        resolved.completeExceptionally(e);
      }
    });
    return resolved;
  }

  /** Grows with what comes: an idle connection's buffer is small. */
  private static RecvByteBufAllocator reads() {
    return new AdaptiveRecvByteBufAllocator(64, 2048, MOST_READ);
  }

  private static <T> BiConsumer<T, Throwable> complete(CompletableFuture<T> result) {
    return (value, failure) -> {
      if (failure == null) result.complete(value);
      else result.completeExceptionally(failure);
    };
  }

  private static CompletionStage<Connection> failed(String reason) {
    return CompletableFuture.failedFuture(new DialFailed(reason));
  }

  private static ChannelInitializer<Channel> initializer(Consumer<Channel> initialization) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        initialization.accept(channel);
      }
    };
  }
}
