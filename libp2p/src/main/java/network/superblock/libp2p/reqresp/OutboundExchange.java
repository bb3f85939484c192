package network.superblock.libp2p.reqresp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.superblock.libp2p.multistream.NoCommonProtocol;
import network.superblock.libp2p.swarm.StreamOpener;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.FrameAssembler;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** One request of ours: proposal, request and half-close leave at once, one frame comes back. */
final class OutboundExchange implements StreamOpener, StreamListener {

  private static final int INITIAL_WINDOW = 256 * 1024;

  private final RequestProtocol protocol;
  private final Bytes request;
  private final FrameAssembler frames;
  private final CompletableFuture<Answer> result = new CompletableFuture<>();
  private Optional<YamuxStream> stream = Optional.empty();

  OutboundExchange(RequestProtocol protocol, Bytes request) {
    this.protocol = protocol;
    this.request = request;
    this.frames = new FrameAssembler(protocol.maxResponse());
  }

  CompletableFuture<Answer> result() {
    return result;
  }

  /** Runs on the connection's event loop. */
  void expire() {
    fail(Answer.Reason.TIMEOUT, "no answer within " + protocol.timeout());
    stream.ifPresent(YamuxStream::reset);
  }

  @Override
  public void proposed(YamuxStream proposed) {
    stream = Optional.of(proposed);
    proposed.write(FrameAssembler.frame(request));
    proposed.closeWrite();
  }

  @Override
  public StreamListener opened(YamuxStream opened, String name) {
    if (protocol.maxResponse() > INITIAL_WINDOW) opened.growWindow(protocol.maxResponse());
    return this;
  }

  @Override
  public void failed(Throwable cause) {
    var reason =
        cause instanceof NoCommonProtocol ? Answer.Reason.UNSUPPORTED : Answer.Reason.DROPPED;
    fail(reason, String.valueOf(cause.getMessage()));
  }

  @Override
  public void received(YamuxStream from, ByteBuf bytes) {
    var before = bytes.readableBytes();
    try {
      var answer = frames.next(bytes);
      from.consumed(before - bytes.readableBytes());
      if (answer.isEmpty()) return;
      result.complete(new Answer.Received(answer.get()));
      if (bytes.isReadable()) from.reset();
    } catch (ProtocolViolation e) {
      fail(Answer.Reason.INVALID, String.valueOf(e.getMessage()));
      from.reset();
    }
  }

  @Override
  public void remoteClosed(YamuxStream from) {
    fail(Answer.Reason.DROPPED, "closed without an answer");
  }

  @Override
  public void aborted(YamuxStream from) {
    fail(Answer.Reason.DROPPED, "reset without an answer");
  }

  private void fail(Answer.Reason reason, String detail) {
    result.complete(new Answer.Failed(reason, detail));
  }
}
