package network.superblock.libp2p.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import network.superblock.libp2p.multistream.Negotiation;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** Listens on a stream of the peer until both agree on its protocol. */
final class InboundNegotiation implements StreamListener {

  private final Connection connection;
  private final Protocols protocols;
  private final Negotiation negotiation;
  private final ByteBuf unread = Unpooled.buffer(64);
  private boolean opened;
  private boolean finished;

  InboundNegotiation(Connection connection, Protocols protocols) {
    this.connection = connection;
    this.protocols = protocols;
    this.negotiation = Negotiation.listener(protocols::has);
  }

  boolean isFinished() {
    return finished;
  }

  @Override
  public void received(YamuxStream stream, ByteBuf bytes) {
    var before = unread.readableBytes() + bytes.readableBytes();
    unread.writeBytes(bytes);
    var out = Unpooled.buffer(64);
    if (!opened) negotiation.open(out);
    opened = true;
    var agreed = negotiation.advance(unread, out);
    stream.write(out);
    stream.consumed(before - unread.readableBytes());
    unread.discardReadBytes();
    agreed.ifPresent(protocol -> handOver(stream, protocol));
  }

  private void handOver(YamuxStream stream, String protocol) {
    finished = true;
    var handler = protocols.of(protocol);
    if (handler.isEmpty()) {
      // It was served a moment ago, which is not the peer's fault.
      stream.reset();
      return;
    }
    var listener = handler.get().accept(connection, stream, protocol);
    stream.listen(listener);
    if (unread.isReadable()) listener.received(stream, unread);
  }

  @Override
  public void remoteClosed(YamuxStream stream) {
    stream.reset();
  }

  @Override
  public void aborted(YamuxStream stream) {
    finished = true;
  }
}
