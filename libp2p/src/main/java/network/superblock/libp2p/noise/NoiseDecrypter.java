package network.superblock.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Opens what the peer sends after the handshake. */
final class NoiseDecrypter extends ByteToMessageDecoder {

  private static final byte[] NO_DATA = {};

  private final CipherState cipher;

  NoiseDecrypter(CipherState cipher) {
    this.cipher = cipher;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    var message = Frame.read(in, Frame.MAX_MESSAGE);
    if (message.isEmpty()) return;
    var plain = cipher.decrypt(NO_DATA, message.get(), 0, message.get().length);
    if (plain.length > 0) out.add(Unpooled.wrappedBuffer(plain));
  }
}
