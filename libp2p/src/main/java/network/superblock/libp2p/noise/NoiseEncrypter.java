package network.superblock.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CoalescingBufferQueue;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is written after the handshake, cut into messages that every peer accepts. What is
 * flushed together shares messages: sealing many small ones would cost more than their bytes.
 */
final class NoiseEncrypter extends ChannelOutboundHandlerAdapter {

  /** What rust-libp2p fills a message with; the protocol would allow 65519. */
  static final int MAX_PLAIN = 0xffff - 1024;

  private static final byte[] NO_DATA = {};

  private final CipherState cipher;
  private @Nullable CoalescingBufferQueue written;

  NoiseEncrypter(CipherState cipher) {
    this.cipher = cipher;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    queue(context).add((ByteBuf) message, promise);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    var queue = queue(context);
    while (!queue.isEmpty()) {
      var promise = context.newPromise();
      var plain = queue.remove(MAX_PLAIN, promise);
      try {
        var _ = context.write(plain.isReadable() ? seal(plain) : Unpooled.EMPTY_BUFFER, promise);
      } finally {
        plain.release();
      }
    }
    context.flush();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    queue(context).releaseAndFailAll(context, new ClosedChannelException());
  }

  private CoalescingBufferQueue queue(ChannelHandlerContext context) {
    // It counts towards the channel's writability, as if the bytes had gone further.
    if (written == null) written = new CoalescingBufferQueue(context.channel());
    return written;
  }

  private ByteBuf seal(ByteBuf plain) {
    var length = plain.readableBytes();
    var size = length + CipherState.TAG_SIZE;
    var sealed = new byte[Frame.LENGTH_SIZE + size];
    sealed[0] = (byte) (size >> 8);
    sealed[1] = (byte) size;
    plain.getBytes(plain.readerIndex(), sealed, Frame.LENGTH_SIZE, length);
    cipher.encrypt(NO_DATA, sealed, Frame.LENGTH_SIZE, length, sealed, Frame.LENGTH_SIZE);
    return Unpooled.wrappedBuffer(sealed);
  }
}
