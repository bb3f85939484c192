package network.superblock.libp2p.identify;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.swarm.StreamOpener;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.swarm.SwarmListener;
import network.superblock.libp2p.wire.FrameAssembler;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** Describes this host to its peers and remembers how they describe themselves. */
public final class Identify implements SwarmListener {

  static final String PROTOCOL = "/ipfs/id/1.0.0";
  static final String PUSH = "/ipfs/id/push/1.0.0";

  // js-libp2p's limit. We send less, for rust-libp2p reads 4096 bytes only.
  private static final int MAX_RECEIVED = 8192;
  private static final PeerDescription UNKNOWN =
      new PeerDescription("", "", new TreeSet<>(), List.of(), Optional.empty());

  private final Swarm swarm;
  private final String protocolVersion;
  private final String agent;
  private final Supplier<List<Multiaddr>> addresses;
  private final Map<PeerId, PeerDescription> peers = new ConcurrentHashMap<>();

  /** Starts to serve, and to ask every new peer. */
  public Identify(
      Swarm swarm, String protocolVersion, String agent, Supplier<List<Multiaddr>> addresses) {
    this.swarm = swarm;
    this.protocolVersion = protocolVersion;
    this.agent = agent;
    this.addresses = addresses;
    swarm.handle(PROTOCOL, (connection, stream, _) -> serve(connection, stream));
    swarm.handle(PUSH, (connection, _, _) -> new Reading(connection));
    swarm.watch(this);
  }

  /** What a connected peer has said so far. */
  public Optional<PeerDescription> description(PeerId peer) {
    return Optional.ofNullable(peers.get(peer));
  }

  /** Tells all peers that addresses or protocols have changed. */
  public void push() {
    swarm
        .connections()
        .forEach(connection -> connection.open(List.of(PUSH), new Telling(connection)));
  }

  @Override
  public void opened(Connection connection, boolean first) {
    connection.open(List.of(PROTOCOL), new Asking(connection));
  }

  @Override
  public void closed(Connection connection, boolean last) {
    if (last) peers.remove(connection.peer());
  }

  private StreamListener serve(Connection connection, YamuxStream stream) {
    tell(connection, stream);
    return new Ignoring();
  }

  private void tell(Connection connection, YamuxStream stream) {
    var self =
        new PeerDescription(
            protocolVersion,
            agent,
            swarm.protocols(),
            addresses.get(),
            Optional.of(connection.remoteAddress()));
    var message = IdentifyMessage.encode(swarm.identity().publicKey(), self);
    stream.write(FrameAssembler.frame(message));
    stream.closeWrite();
  }

  /** Collects messages until the peer closes the stream. */
  private final class Reading implements StreamListener {

    private final Connection connection;
    private final FrameAssembler frames = new FrameAssembler(MAX_RECEIVED);
    private final IdentifyMessage message = new IdentifyMessage();
    private int total;

    Reading(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      total += bytes.readableBytes();
      if (total > MAX_RECEIVED) {
        stream.reset();
        return;
      }
      stream.consumed(bytes.readableBytes());
      while (bytes.isReadable()) frames.next(bytes).ifPresent(message::merge);
    }

    @Override
    public void remoteClosed(YamuxStream stream) {
      stream.closeWrite();
      peers.compute(
          connection.peer(),
          (_, known) -> message.applyTo(known == null ? UNKNOWN : known, connection.remoteKey()));
    }

    @Override
    public void aborted(YamuxStream stream) {}
  }

  private final class Asking implements StreamOpener {

    private final Connection connection;

    Asking(Connection connection) {
      this.connection = connection;
    }

    @Override
    public StreamListener opened(YamuxStream stream, String protocol) {
      return new Reading(connection);
    }

    @Override
    public void failed(Throwable cause) {}
  }

  private final class Telling implements StreamOpener {

    private final Connection connection;

    Telling(Connection connection) {
      this.connection = connection;
    }

    @Override
    public StreamListener opened(YamuxStream stream, String protocol) {
      tell(connection, stream);
      return new Ignoring();
    }

    @Override
    public void failed(Throwable cause) {}
  }

  /** Expects nothing from the peer but its end of the stream. */
  private static final class Ignoring implements StreamListener {

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {}

    @Override
    public void remoteClosed(YamuxStream stream) {}

    @Override
    public void aborted(YamuxStream stream) {}
  }
}
