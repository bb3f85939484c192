package network.superblock.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.wire.ProtocolViolation;

/** Shakes hands, then leaves the pipeline to the encrypter and decrypter that it adds. */
public final class NoiseHandler extends ByteToMessageDecoder {

  public static final String PROTOCOL = "/noise";

  // A payload is a key and a signature; extensions of other implementations are small as well.
  private static final int MAX_HANDSHAKE_MESSAGE = 4096;

  /** Adds the next layer behind the given context, now that the peer is known. */
  @FunctionalInterface
  public interface Next {

    /**
     * Goes on with the authenticated peer.
     *
     * @throws ProtocolViolation when this peer is not wanted
     */
    void add(ChannelHandlerContext context, PublicKey remote);
  }

  private final Handshake handshake;
  private final boolean initiator;
  private final Next next;
  private boolean started;
  private boolean firstRead;

  public NoiseHandler(Identity identity, boolean initiator, SecureRandom random, Next next) {
    this.handshake = new Handshake(identity, random);
    this.initiator = initiator;
    this.next = next;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) start(context);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    start(context);
    super.channelActive(context);
  }

  private void start(ChannelHandlerContext context) {
    if (!initiator || started) return;
    started = true;
    send(context, handshake.writeFirst());
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    var message = Frame.read(in, MAX_HANDSHAKE_MESSAGE);
    if (message.isPresent()) on(context, message.get()).ifPresent(peer -> finish(context, peer));
  }

  private Optional<PublicKey> on(ChannelHandlerContext context, byte[] message) {
    if (initiator) {
      var remote = handshake.readSecond(message);
      send(context, handshake.writeThird());
      return Optional.of(remote);
    }
    if (firstRead) return Optional.of(handshake.readThird(message));
    firstRead = true;
    handshake.readFirst(message);
    send(context, handshake.writeSecond());
    return Optional.empty();
  }

  private void finish(ChannelHandlerContext context, PublicKey remote) {
    var keys = handshake.split();
    var decrypter = new NoiseDecrypter(keys[initiator ? 1 : 0]);
    var pipeline = context.pipeline();
    pipeline.addAfter(context.name(), null, decrypter);
    pipeline.addAfter(context.name(), null, new NoiseEncrypter(keys[initiator ? 0 : 1]));
    next.add(pipeline.context(decrypter), remote);
    pipeline.remove(this);
  }

  private static void send(ChannelHandlerContext context, byte[] message) {
    var _ = context.writeAndFlush(Frame.write(context.alloc(), message), context.voidPromise());
  }
}
