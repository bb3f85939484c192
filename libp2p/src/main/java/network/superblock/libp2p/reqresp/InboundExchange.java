package network.superblock.libp2p.reqresp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.FrameAssembler;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/**
 * One request of a peer. The answer does not wait for the peer's half-close, nor does a half-close
 * cancel it.
 */
final class InboundExchange implements StreamListener {

  private final Service service;
  private final PeerId peer;
  private final FrameAssembler frames;
  private boolean asked;
  private boolean ended;

  InboundExchange(Service service, PeerId peer) {
    this.service = service;
    this.peer = peer;
    this.frames = new FrameAssembler(service.protocol().maxRequest());
  }

  @Override
  public void received(YamuxStream stream, ByteBuf bytes) {
    if (asked) return;
    var before = bytes.readableBytes();
    var request = frames.next(bytes);
    stream.consumed(before - bytes.readableBytes());
    if (request.isEmpty()) return;
    asked = true;
    if (service.mayServe(peer)) service.answer(peer, request.get(), stream, this);
    else stream.reset();
  }

  @Override
  public void remoteClosed(YamuxStream stream) {
    if (!asked) stream.reset();
  }

  @Override
  public void aborted(YamuxStream stream) {
    end();
  }

  @Override
  public void finished(YamuxStream stream) {
    end();
  }

  void answer(YamuxStream stream, Optional<Bytes> response) {
    if (response.isEmpty()) {
      stream.reset();
      return;
    }
    stream.write(FrameAssembler.frame(response.get()));
    stream.closeWrite();
  }

  /** Whether answered or not, a stream that is still open by now has a reader that is too slow. */
  void expire(YamuxStream stream) {
    stream.reset();
    end();
  }

  void end() {
    if (ended) return;
    ended = true;
    service.ended();
  }
}
