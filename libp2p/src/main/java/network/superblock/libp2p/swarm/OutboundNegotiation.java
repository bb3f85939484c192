package network.superblock.libp2p.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.List;
import network.superblock.libp2p.multistream.Negotiation;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** Proposes protocols on a stream of ours until the peer agrees on one. */
final class OutboundNegotiation implements StreamListener {

  private final StreamOpener opener;
  private final Negotiation negotiation;
  private final boolean lazy;
  private final ByteBuf unread = Unpooled.buffer(64);
  private boolean finished;

  OutboundNegotiation(List<String> proposals, StreamOpener opener) {
    this.opener = opener;
    this.negotiation = Negotiation.dialer(proposals);
    this.lazy = proposals.size() == 1;
  }

  void start(YamuxStream stream) {
    var out = Unpooled.buffer(64);
    negotiation.open(out);
    stream.write(out);
    if (lazy) opener.proposed(stream);
  }

  void expire(YamuxStream stream) {
    if (!finished) fail(stream, new IOException("stream negotiation timed out"));
  }

  @Override
  public void received(YamuxStream stream, ByteBuf bytes) {
    var before = unread.readableBytes() + bytes.readableBytes();
    unread.writeBytes(bytes);
    try {
      var out = Unpooled.buffer(64);
      var agreed = negotiation.advance(unread, out);
      stream.write(out);
      stream.consumed(before - unread.readableBytes());
      unread.discardReadBytes();
      agreed.ifPresent(protocol -> handOver(stream, protocol));
    } catch (ProtocolViolation e) {
      if (finished) throw e;
      fail(stream, e);
    }
  }

  private void handOver(YamuxStream stream, String protocol) {
    finished = true;
    var listener = opener.opened(stream, protocol);
    stream.listen(listener);
    if (unread.isReadable()) listener.received(stream, unread);
  }

  @Override
  public void remoteClosed(YamuxStream stream) {
    fail(stream, new IOException("the peer closed the stream during negotiation"));
  }

  @Override
  public void aborted(YamuxStream stream) {
    if (finished) return;
    finished = true;
    opener.failed(new IOException("the peer reset the stream during negotiation"));
  }

  private void fail(YamuxStream stream, Exception cause) {
    finished = true;
    stream.reset();
    opener.failed(cause);
  }
}
