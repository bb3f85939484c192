package network.superblock.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

/** A listener's session, driven by the exact bytes of a dialer. */
class YamuxSessionTest {

  private static final String OPEN_1 = frame(1, FrameHeader.SYN, 1, 0);
  private static final String ACK_1 = frame(1, FrameHeader.ACK, 1, 0);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Heard heard = new Heard();
  private final YamuxSession session =
      new YamuxSession(
          channel,
          false,
          new YamuxLimits(4, 4, 10, 1 << 20),
          new WindowPool(1 << 20),
          held(),
          stream -> {
            heard.streams.add(stream);
            return heard;
          });

  YamuxSessionTest() {
    channel.pipeline().addLast(session);
    channel.pipeline().addLast(new Quiet(heard));
  }

  @Test
  void acceptsAStreamAndDeliversItsData() {
    receive(OPEN_1 + frame(0, 0, 1, 3) + "010203" + frame(0, FrameHeader.FIN, 1, 1) + "04");
    assertThat(sent()).isEqualTo(ACK_1);
    assertThat(heard.data).isEqualTo("01020304");
    assertThat(heard.closed).isTrue();
  }

  @Test
  void stillAnswersAfterThePeerHasFinished() {
    receive(OPEN_1 + frame(0, FrameHeader.FIN, 1, 0));
    heard.stream().write(Unpooled.wrappedBuffer(new byte[] {7}));
    heard.stream().closeWrite();
    assertThat(sent())
        .isEqualTo(ACK_1 + frame(0, 0, 1, 1) + "07" + frame(0, FrameHeader.FIN, 1, 0));
    assertThat(heard.stream().isOpen()).isFalse();
  }

  @Test
  void answersPings() {
    receive(frame(2, FrameHeader.SYN, 0, 42));
    assertThat(sent()).isEqualTo(frame(2, FrameHeader.ACK, 0, 42));
    receive(frame(2, FrameHeader.ACK, 0, 42));
    assertThat(sent()).isEmpty();
  }

  @Test
  void sendsNoMoreThanThePeersWindow() {
    receive(OPEN_1);
    heard.stream().write(Unpooled.wrappedBuffer(new byte[300 * 1024]));
    assertThat(bodyBytesSent()).isEqualTo(256 * 1024);
    receive(frame(1, 0, 1, 100 * 1024));
    assertThat(bodyBytesSent()).isEqualTo(44 * 1024);
  }

  @Test
  void resetsAStreamWhoseReaderIsTooSlow() {
    receive(OPEN_1);
    sent();
    heard.stream().write(Unpooled.wrappedBuffer(new byte[1 << 20]));
    heard.stream().write(Unpooled.wrappedBuffer(new byte[1 << 20]));
    assertThat(heard.aborted).isTrue();
    assertThat(sent()).endsWith(frame(1, FrameHeader.RST, 1, 0));
  }

  @Test
  void returnsCreditOnlyForWhatWasConsumed() {
    receive(OPEN_1);
    sent();
    receive(frame(0, 0, 1, 200_000) + "00".repeat(200_000));
    assertThat(sent()).isEmpty();
    heard.stream().consumed(200_000);
    assertThat(sent()).isEqualTo(frame(1, 0, 1, 200_000));
  }

  @Test
  void endsAConnectionThatOverrunsAWindow() {
    receive(OPEN_1 + frame(0, 0, 1, 200_000) + "00".repeat(200_000) + frame(0, 0, 1, 100_000));
    assertGoneAway();
  }

  @Test
  void ignoresUnknownStreamsButConsumesTheirData() {
    receive(frame(0, 0, 9, 2) + "aabb" + frame(1, 0, 9, 5) + frame(1, FrameHeader.RST, 9, 0));
    receive(OPEN_1);
    assertThat(sent()).isEqualTo(ACK_1);
  }

  @Test
  void resetsStreamsBeyondTheLimit() {
    for (var id = 1; id <= 9; id += 2) receive(frame(1, FrameHeader.SYN, id, 0));
    assertThat(heard.streams).hasSize(4);
    assertThat(sent()).endsWith(frame(1, FrameHeader.RST, 9, 0));
  }

  @Test
  void endsAConnectionThatOpensAndResetsTooFast() {
    for (var id = 1; id <= 101; id += 2) {
      if (channel.isActive()) {
        receive(frame(1, FrameHeader.SYN, id, 0) + frame(1, FrameHeader.RST, id, 0));
      }
    }
    assertGoneAway();
  }

  @Test
  void endsAConnectionThatBreaksTheProtocol() {
    receive(frame(1, FrameHeader.SYN, 2, 0));
    assertGoneAway();
  }

  @Test
  void keepsItsOwnUnansweredStreamsWithinTheLimit() {
    for (var i = 0; i < 4; i++) assertThat(session.open(heard)).isPresent();
    assertThat(session.open(heard)).isEmpty();
    receive(frame(1, FrameHeader.ACK, 2, 0));
    assertThat(session.open(heard)).isPresent();
  }

  @Test
  void sendsAndHearsBeforeItsStreamIsAcknowledged() {
    var stream = session.open(heard).orElseThrow();
    stream.write(Unpooled.wrappedBuffer(new byte[] {1}));
    assertThat(sent()).isEqualTo(frame(1, FrameHeader.SYN, 2, 0) + frame(0, 0, 2, 1) + "01");
    receive(frame(0, FrameHeader.ACK, 2, 3) + "070809");
    assertThat(heard.data).as("rust acknowledges with its first frame").isEqualTo("070809");
  }

  @Test
  void sendsItsEndInAFrameOfItsOwn() {
    var stream = session.open(heard).orElseThrow();
    sent();
    stream.write(Unpooled.wrappedBuffer(new byte[20_000]));
    stream.closeWrite();
    assertThat(sent()).as("js loses data beside it").endsWith(frame(0, FrameHeader.FIN, 2, 0));
  }

  @Test
  void grantsLargerWindowsFromThePoolOnly() {
    receive(OPEN_1);
    sent();
    heard.stream().growWindow(768 * 1024);
    assertThat(sent()).isEqualTo(frame(1, 0, 1, 768 * 1024));
    heard.stream().growWindow(768 * 1024);
    assertThat(sent()).as("the pool is empty").isEmpty();
  }

  @Test
  void survivesAnyBytes() {
    var valid =
        OPEN_1
            + frame(0, 0, 1, 3)
            + "010203"
            + frame(2, FrameHeader.SYN, 0, 42)
            + frame(1, 0, 1, 100)
            + frame(0, FrameHeader.FIN, 1, 0);
    var failures = new ArrayList<Throwable>();
    Mutations.fuzz(
        bytes -> {
          var fuzzed = new YamuxSessionTest();
          fuzzed.channel.writeInbound(Unpooled.wrappedBuffer(bytes));
          fuzzed.channel.finishAndReleaseAll();
          fuzzed.heard.failure.ifPresent(failures::add);
        },
        Bytes.fromHex(valid).toArray());
    assertThat(failures).isEmpty();
  }

  private void assertGoneAway() {
    assertThat(sent()).contains(frame(3, 0, 0, 1));
    assertThat(channel.isActive()).isFalse();
  }

  private void receive(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(Bytes.fromHex(hex).unsafeArray()));
  }

  private String sent() {
    var all = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      all.append(ByteBufUtil.hexDump(bytes));
      bytes.release();
    }
    return all.toString();
  }

  private int bodyBytesSent() {
    var sum = 0;
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      sum += bytes.readableBytes() - FrameHeader.SIZE;
      bytes.release();
    }
    return sum;
  }

  private static String frame(int type, int flags, int stream, int length) {
    return String.format("00%02x%04x%08x%08x", type, flags, stream, length);
  }

  private static Ticker held() {
    return new Ticker() {
      @Override
      public long nanos() {
        return 0;
      }

      @Override
      public long epochNanos() {
        return 0;
      }
    };
  }

  /** Where failures end up. Violations are expected; anything else is a defect. */
  private static final class Quiet extends ChannelInboundHandlerAdapter {

    private final Heard heard;

    Quiet(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var reason = cause instanceof DecoderException ? cause.getCause() : cause;
      if (!(reason instanceof ProtocolViolation)) heard.failure = Optional.of(cause);
    }
  }

  private static final class Heard implements StreamListener {

    final List<YamuxStream> streams = new ArrayList<>();
    String data = "";
    boolean closed;
    boolean aborted;
    Optional<Throwable> failure = Optional.empty();

    YamuxStream stream() {
      return streams.getFirst();
    }

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      if (data.length() < 100) data += ByteBufUtil.hexDump(bytes);
    }

    @Override
    public void remoteClosed(YamuxStream stream) {
      closed = true;
    }

    @Override
    public void aborted(YamuxStream stream) {
      aborted = true;
    }
  }
}
