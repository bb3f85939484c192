package network.superblock.runtime.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Reads a connection again after each answer. Reactor Netty 1.3.6 and 1.3.7 read on demand and
 * forget the demand when a request had to wait for the one before it and was then answered at once:
 * the connection's next request is never seen (reactor-netty issue 4361). One read too many costs
 * nothing: what it brings is queued as any pipelined request is.
 */
@Sharable
final class KeepAliveReads extends ChannelDuplexHandler implements NettyServerCustomizer {

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit((_, channel, _) -> {
      var pipeline = channel.pipeline();
      if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null)
        pipeline.addAfter(NettyPipeline.HttpTrafficHandler, "keepAliveReads", this);
    });
  }

  /** The promise tells how the write went; the future returned is the same. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored")
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent) {
      var written = promise.unvoid();
      written.addListener(_ -> context.executor().execute(context::read));
      context.write(message, written);
    } else {
      context.write(message, promise);
    }
  }
}
