package network.superblock.libp2p.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.superblock.libp2p.multistream.Negotiation;
import network.superblock.libp2p.noise.NoiseHandler;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.yamux.YamuxSession;

/**
 * Dials as rust-libp2p does with {@code V1Lazy}: each layer's first bytes travel behind its
 * proposal, in the same segment, and a stream is opened before the muxer was agreed on.
 */
final class LazyDialer {

  private final TestEnd end;
  private final List<String> protocols;
  private final StreamOpener opener;
  private final CompletableFuture<Connection> result = new CompletableFuture<>();

  private LazyDialer(TestEnd end, List<String> protocols, StreamOpener opener) {
    this.end = end;
    this.protocols = protocols;
    this.opener = opener;
  }

  static CompletableFuture<Connection> install(
      TestEnd end, List<String> protocols, StreamOpener opener) {
    var dialer = new LazyDialer(end, protocols, opener);
    var noise = new NoiseHandler(end.identity, true, end.context.random(), dialer::multiplex);
    end.channel.pipeline().addLast(new Segments());
    end.channel.pipeline().addLast(new Proposal(NoiseHandler.PROTOCOL));
    end.channel.pipeline().addLast(noise);
    return dialer.result;
  }

  private void multiplex(ChannelHandlerContext context, PublicKey remote) {
    var connection =
        new Connection(
            context.channel(), remote, Connection.Direction.OUTBOUND, TestEnd.ADDRESS, end.context);
    var pipeline = context.pipeline();
    var segments = new Segments();
    pipeline.addAfter(context.name(), null, segments);
    var proposal = new Proposal(YamuxSession.PROTOCOL);
    pipeline.addAfter(pipeline.context(segments).name(), null, proposal);
    pipeline.addAfter(pipeline.context(proposal).name(), null, connection.session());
    connection.open(protocols, opener);
    result.complete(connection);
  }

  /** Proposes without waiting, and takes the answer off what comes in. */
  private static final class Proposal extends ByteToMessageDecoder {

    private final Negotiation negotiation;

    Proposal(String protocol) {
      this.negotiation = Negotiation.dialer(List.of(protocol));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      var opening = Unpooled.buffer();
      negotiation.open(opening);
      var _ = context.write(opening, context.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (negotiation.advance(in, Unpooled.buffer()).isPresent()) context.pipeline().remove(this);
    }
  }

  /** Gathers what is written into one segment until it is flushed. */
  private static final class Segments extends ChannelOutboundHandlerAdapter {

    private final CompositeByteBuf gathered = Unpooled.compositeBuffer();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      gathered.addComponent(true, (ByteBuf) message);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      var segment = Unpooled.copiedBuffer(gathered);
      gathered.readerIndex(gathered.writerIndex()).discardReadComponents();
      var _ = context.writeAndFlush(segment, context.voidPromise());
    }
  }
}
