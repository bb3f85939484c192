package network.superblock.bench.hotpath;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.security.SecureRandom;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.noise.NoiseHandler;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.WindowPool;
import network.superblock.libp2p.yamux.YamuxLimits;
import network.superblock.libp2p.yamux.YamuxSession;
import network.superblock.libp2p.yamux.YamuxStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes through Noise and yamux, without a socket. */
@State(Scope.Thread)
public class TransportHotPaths {

  private static final int SEALED = 16 * 1024;
  private static final int BODY = 1024;
  private static final int HEADER = 12;
  private static final int WINDOW_UPDATE = 1;
  private static final int SYN = 1;
  // The first that the other side opens, and the first of ours.
  private static final int THEIRS = 2;
  private static final int OURS = 1;

  private final EmbeddedChannel sealing = noise(true);
  private final EmbeddedChannel opening = noise(false);
  private final byte[] plain = new byte[SEALED];

  private final EmbeddedChannel muxed = new EmbeddedChannel();
  private final YamuxStream stream;
  private final ByteBuf received = frame(0, 0, THEIRS, BODY).writeZero(BODY);
  private final ByteBuf granted = frame(WINDOW_UPDATE, 0, OURS, BODY);
  private final byte[] body = new byte[BODY];

  /** Shakes hands and opens a stream in each direction. */
  public TransportHotPaths() {
    sealing.runPendingTasks();
    while (carry(sealing, opening) || carry(opening, sealing)) {
      // Until nobody has anything to say.
    }
    var session =
        new YamuxSession(
            muxed,
            true,
            YamuxLimits.DEFAULT,
            new WindowPool(0),
            Ticker.system(),
            _ -> new Reader());
    muxed.pipeline().addLast(session);
    this.stream = session.open(new Reader()).orElseThrow();
    muxed.writeInbound(frame(WINDOW_UPDATE, SYN, THEIRS, 0));
    muxed.releaseOutbound();
  }

  @Benchmark
  public boolean noiseSealAndOpen16KiB() {
    sealing.writeOutbound(Unpooled.wrappedBuffer(plain));
    carry(sealing, opening);
    return opening.releaseInbound();
  }

  @Benchmark
  public boolean yamuxFrameRead1KiB() {
    muxed.writeInbound(received.retainedDuplicate());
    return muxed.releaseOutbound();
  }

  /** With the window update that it takes. */
  @Benchmark
  public boolean yamuxFrameWrite1KiB() {
    muxed.writeInbound(granted.retainedDuplicate());
    stream.write(Unpooled.wrappedBuffer(body));
    return muxed.releaseOutbound();
  }

  private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
    var carried = false;
    for (ByteBuf each = from.readOutbound(); each != null; each = from.readOutbound()) {
      to.writeInbound(each);
      carried = true;
    }
    return carried;
  }

  private static EmbeddedChannel noise(boolean initiator) {
    return new EmbeddedChannel(
        new NoiseHandler(Identity.generate(), initiator, new SecureRandom(), (_, _) -> {}));
  }

  private static ByteBuf frame(int type, int flags, int stream, int length) {
    return Unpooled.buffer(HEADER + BODY)
        .writeByte(0)
        .writeByte(type)
        .writeShort(flags)
        .writeInt(stream)
        .writeInt(length);
  }

  private static final class Reader implements StreamListener {

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      stream.consumed(bytes.readableBytes());
    }

    @Override
    public void remoteClosed(YamuxStream stream) {}

    @Override
    public void aborted(YamuxStream stream) {}
  }
}
