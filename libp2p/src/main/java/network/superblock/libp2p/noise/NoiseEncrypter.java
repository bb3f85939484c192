package network.superblock.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Seals what is written after the handshake, cut into messages that every peer accepts. */
final class NoiseEncrypter extends ChannelOutboundHandlerAdapter {

  /** What rust-libp2p fills a message with; the protocol would allow 65519. */
  static final int MAX_PLAIN = 0xffff - 1024;

  private static final byte[] NO_DATA = {};
  private static final int OVERHEAD = Frame.LENGTH_SIZE + CipherState.TAG_SIZE;

  private final CipherState cipher;

  NoiseEncrypter(CipherState cipher) {
    this.cipher = cipher;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var plain = (ByteBuf) message;
    try {
      var _ = context.write(Unpooled.wrappedBuffer(seal(plain)), promise);
    } finally {
      plain.release();
    }
  }

  private byte[] seal(ByteBuf plain) {
    var bytes = ByteBufUtil.getBytes(plain, plain.readerIndex(), plain.readableBytes(), false);
    var messages = (bytes.length + MAX_PLAIN - 1) / MAX_PLAIN;
    var sealed = new byte[bytes.length + messages * OVERHEAD];
    var at = 0;
    for (var from = 0; from < bytes.length; from += MAX_PLAIN) {
      var length = Math.min(MAX_PLAIN, bytes.length - from);
      var size = length + CipherState.TAG_SIZE;
      sealed[at] = (byte) (size >> 8);
      sealed[at + 1] = (byte) size;
      cipher.encrypt(NO_DATA, bytes, from, length, sealed, at + Frame.LENGTH_SIZE);
      at += Frame.LENGTH_SIZE + size;
    }
    return sealed;
  }
}
