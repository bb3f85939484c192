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
    var bytes = message.get();
    var length = cipher.decrypt(NO_DATA, bytes, 0, bytes.length, bytes, 0);
    if (length > 0) out.add(Unpooled.wrappedBuffer(bytes, 0, length));
  }
}
