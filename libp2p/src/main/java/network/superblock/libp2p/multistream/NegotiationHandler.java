package network.superblock.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Negotiates the next layer of a connection, then makes room for it. Bytes that came with the
 * agreement go on to the handlers that {@link Next} has added.
 */
public final class NegotiationHandler extends ByteToMessageDecoder {

  /** Adds the agreed layer behind the given context. */
  @FunctionalInterface
  public interface Next {
    void add(ChannelHandlerContext context);
  }

  private final Negotiation negotiation;
  private final Next next;
  private boolean opened;

  public NegotiationHandler(Negotiation negotiation, Next next) {
    this.negotiation = negotiation;
    this.next = next;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) open(context);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    open(context);
    super.channelActive(context);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    var reply = context.alloc().buffer();
    try {
      var agreed = negotiation.advance(in, reply);
      if (reply.isReadable()) send(context, reply.retain());
      if (agreed.isPresent()) {
        next.add(context);
        context.pipeline().remove(this);
      }
    } finally {
      reply.release();
    }
  }

  private void open(ChannelHandlerContext context) {
    if (opened) return;
    opened = true;
    var opening = context.alloc().buffer();
    negotiation.open(opening);
    send(context, opening);
  }

  private static void send(ChannelHandlerContext context, ByteBuf bytes) {
    var _ = context.writeAndFlush(bytes, context.voidPromise());
  }
}
