package network.superblock.libp2p.gossip;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import network.superblock.libp2p.multistream.NoCommonProtocol;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.swarm.StreamOpener;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** The stream on which we gossip to a peer; opened again, a few times, if the peer resets it. */
final class GossipLink implements StreamOpener, StreamListener {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MAX_ATTEMPTS = 4;

  /** Hears what becomes of the link. */
  interface Owner {
    void agreed(Connection connection, Version version);

    void refused(Connection connection);
  }

  private final Connection connection;
  private final PeerOutbox outbox;
  private final Owner owner;
  private int attempts;

  GossipLink(Connection connection, PeerOutbox outbox, Owner owner) {
    this.connection = connection;
    this.outbox = outbox;
    this.owner = owner;
  }

  Connection connection() {
    return connection;
  }

  PeerOutbox outbox() {
    return outbox;
  }

  void open() {
    attempts++;
    connection.open(Version.protocols(), this);
  }

  @Override
  public StreamListener opened(YamuxStream stream, String protocol) {
    owner.agreed(connection, Version.of(protocol));
    outbox.attach(stream);
    return this;
  }

  @Override
  public void failed(Throwable cause) {
    if (cause instanceof NoCommonProtocol) owner.refused(connection);
    else retry();
  }

  @Override
  public void received(YamuxStream stream, ByteBuf bytes) {
    throw new ProtocolViolation("the peer writes to our gossip stream");
  }

  @Override
  public void remoteClosed(YamuxStream stream) {
    // Some implementations close the half that they never use.
  }

  @Override
  public void aborted(YamuxStream stream) {
    outbox.detach();
    retry();
  }

  @Override
  public void drained(YamuxStream stream) {
    outbox.flush();
  }

  private void retry() {
    if (attempts < MAX_ATTEMPTS) connection.schedule(RETRY, this::open);
    else owner.refused(connection);
  }
}
