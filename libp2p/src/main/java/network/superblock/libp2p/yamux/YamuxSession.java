package network.superblock.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.wire.ProtocolViolation;

/** The streams of one connection. Confined to its event loop. */
public final class YamuxSession extends ByteToMessageDecoder {

  public static final String PROTOCOL = "/yamux/1.0.0";

  // Larger frames would hold up the other streams and their window updates.
  private static final int MAX_SENT_BODY = 16 * 1024;
  // A body is passed on as it comes, and js-libp2p fills the window with one frame.
  private static final int MAX_RECEIVED_BODY = 16 << 20;
  private static final int NORMAL = 0;
  private static final int PROTOCOL_ERROR = 1;
  private static final FrameHeader NO_FRAME = new FrameHeader(FrameHeader.Type.DATA, 0, 0, 0);

  private final Channel channel;
  private final YamuxLimits limits;
  private final WindowPool windows;
  private final Function<YamuxStream, StreamListener> acceptor;
  private final OpenRate openRate;
  private final int localParity;
  private final Map<Integer, YamuxStream> streams = new LinkedHashMap<>();
  private final SequencedSet<YamuxStream> ready = new LinkedHashSet<>();

  private int nextId;
  private int inbound;
  private int unacknowledged;
  private boolean goingAway;
  private FrameHeader frame = NO_FRAME;
  private long bodyLeft;
  private boolean pumping;
  private int held;
  private boolean reading;
  private boolean broken;

  /**
   * Takes over a connection.
   *
   * @param dialer whether this side opened the connection; its streams have odd numbers
   * @param acceptor gives each stream of the peer its first listener
   */
  public YamuxSession(
      Channel channel,
      boolean dialer,
      YamuxLimits limits,
      WindowPool windows,
      Ticker ticker,
      Function<YamuxStream, StreamListener> acceptor) {
    this.channel = channel;
    this.limits = limits;
    this.windows = windows;
    this.acceptor = acceptor;
    this.openRate = new OpenRate(limits.opensPerSecond(), ticker);
    this.nextId = dialer ? 1 : 2;
    this.localParity = nextId & 1;
  }

  /** Opens a stream, unless the connection is ending or too many are still unanswered. */
  public Optional<YamuxStream> open(StreamListener listener) {
    if (goingAway || !channel.isActive() || unacknowledged >= limits.unacknowledgedStreams()) {
      return Optional.empty();
    }
    var stream = new YamuxStream(this, nextId, listener);
    nextId += 2;
    unacknowledged++;
    streams.put(stream.id(), stream);
    sendWindow(stream.id(), FrameHeader.SYN, 0);
    return Optional.of(stream);
  }

  /** Says goodbye and closes the connection with all its streams. */
  public void close() {
    goAway(NORMAL);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
    } else if (bodyLeft == 0) {
      if (in.readableBytes() < FrameHeader.SIZE) return;
      frame = FrameHeader.read(in);
      on(frame);
    } else {
      readBody(in);
    }
  }

  /** What is written in answer to one reading leaves together when the reading is over. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!reading) held++;
    reading = true;
    super.channelRead(context, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (reading) release();
    reading = false;
    super.channelReadComplete(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pump();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    goingAway = true;
    try {
      super.channelInactive(context);
    } finally {
      var lost = List.copyOf(streams.values());
      streams.clear();
      ready.clear();
      lost.forEach(YamuxStream::abort);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = true;
    context.fireExceptionCaught(cause);
    goAway(PROTOCOL_ERROR);
  }

  private void on(FrameHeader header) {
    switch (header.type()) {
      case PING -> onPing(header);
      case GO_AWAY -> onGoAway();
      case DATA, WINDOW_UPDATE -> onStreamFrame(header);
    }
  }

  // Unanswered when the peer does not read: answers must not pile up.
  private void onPing(FrameHeader header) {
    if (!header.has(FrameHeader.SYN) || !channel.isWritable()) return;
    send(
        new FrameHeader(FrameHeader.Type.PING, FrameHeader.ACK, 0, header.length()),
        Unpooled.EMPTY_BUFFER);
    flush();
  }

  private void onGoAway() {
    goingAway = true;
    if (streams.isEmpty()) closeChannel();
  }

  private void onStreamFrame(FrameHeader header) {
    if (header.stream() == 0) throw new ProtocolViolation("yamux stream zero carries no data");
    if (header.has(FrameHeader.SYN)) accept(header.stream());
    var stream = Optional.ofNullable(streams.get(header.stream()));
    stream.ifPresent(this::acknowledge);
    if (header.has(FrameHeader.RST)) {
      stream.ifPresent(this::forget);
      stream.ifPresent(YamuxStream::abort);
    }
    if (header.type() == FrameHeader.Type.DATA && header.length() > 0) {
      if (header.length() > MAX_RECEIVED_BODY) throw new ProtocolViolation("yamux frame too large");
      if (!header.has(FrameHeader.RST)) stream.ifPresent(s -> s.expectBody(header.length()));
      bodyLeft = header.length();
      return;
    }
    if (header.type() == FrameHeader.Type.WINDOW_UPDATE) {
      stream.ifPresent(s -> s.windowGrew(header.length()));
      stream.ifPresent(this::flush);
    }
    finish(header);
  }

  private void readBody(ByteBuf in) {
    var piece = in.readSlice((int) Math.min(in.readableBytes(), bodyLeft));
    bodyLeft -= piece.readableBytes();
    // A stream that is unknown by now was reset by this side: the rest of its data goes nowhere.
    var stream = streams.get(frame.stream());
    if (stream != null) stream.received(piece);
    if (bodyLeft == 0) finish(frame);
  }

  private void finish(FrameHeader header) {
    if (!header.has(FrameHeader.FIN)) return;
    var stream = streams.get(header.stream());
    if (stream != null) stream.remoteFinished();
  }

  private void accept(int id) {
    if ((id & 1) == localParity) throw new ProtocolViolation("yamux stream id of the wrong side");
    if (streams.containsKey(id)) throw new ProtocolViolation("yamux stream opened twice");
    if (!openRate.take()) throw new ProtocolViolation("yamux streams opened too fast");
    if (goingAway || inbound >= limits.inboundStreams()) {
      sendReset(id);
      return;
    }
    inbound++;
    var stream = new YamuxStream(this, id, new Unheard());
    streams.put(id, stream);
    stream.acknowledge();
    sendWindow(id, FrameHeader.ACK, 0);
    stream.listen(acceptor.apply(stream));
  }

  private void acknowledge(YamuxStream stream) {
    if (stream.acknowledge()) unacknowledged--;
  }

  boolean knows(YamuxStream stream) {
    return streams.get(stream.id()) == stream;
  }

  void forget(YamuxStream stream) {
    if (!streams.remove(stream.id(), stream)) return;
    ready.remove(stream);
    if ((stream.id() & 1) != localParity) inbound--;
    else if (!stream.isAcknowledged()) unacknowledged--;
    if (goingAway && streams.isEmpty()) closeChannel();
  }

  void flush(YamuxStream stream) {
    if (stream.canSend() || stream.mustFinish()) ready.add(stream);
    pump();
  }

  void sendWindow(int id, int flags, long growth) {
    send(new FrameHeader(FrameHeader.Type.WINDOW_UPDATE, flags, id, growth), Unpooled.EMPTY_BUFFER);
    flush();
  }

  void sendReset(int id) {
    sendWindow(id, FrameHeader.RST, 0);
  }

  YamuxLimits limits() {
    return limits;
  }

  WindowPool windows() {
    return windows;
  }

  /**
   * Runs a task on the event loop to which the session is confined; false when that has ended. What
   * the task writes leaves together.
   */
  public boolean execute(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      runHeld(task);
      return true;
    }
    try {
      channel.eventLoop().execute(() -> runHeld(task));
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  private void runHeld(Runnable task) {
    held++;
    try {
      task.run();
    } finally {
      release();
    }
  }

  private void release() {
    if (--held == 0) pump();
  }

  private void flush() {
    if (held == 0) channel.flush();
  }

  /** Sends one frame of each stream in turn, for as long as the connection takes them. */
  private void pump() {
    if (pumping) return;
    pumping = true;
    try {
      // The flush itself may make the connection writable again.
      do {
        while (!ready.isEmpty() && channel.isWritable()) sendFrom(ready.removeFirst());
        flush();
      } while (held == 0 && !ready.isEmpty() && channel.isWritable());
    } finally {
      pumping = false;
    }
  }

  // The end gets a frame of its own: js-libp2p loses data that comes in one frame with it.
  private void sendFrom(YamuxStream stream) {
    if (stream.canSend()) {
      var piece = stream.take(MAX_SENT_BODY);
      send(new FrameHeader(FrameHeader.Type.DATA, 0, stream.id(), piece.readableBytes()), piece);
      if (stream.canSend() || stream.mustFinish()) ready.add(stream);
      else if (stream.queuedBytes() == 0) stream.drained();
    } else if (stream.mustFinish()) {
      var end = new FrameHeader(FrameHeader.Type.DATA, FrameHeader.FIN, stream.id(), 0);
      send(end, Unpooled.EMPTY_BUFFER);
      stream.finished();
    }
  }

  private void send(FrameHeader header, ByteBuf body) {
    var head = header.writeTo(channel.alloc().buffer(FrameHeader.SIZE));
    var whole = body.isReadable() ? Unpooled.wrappedBuffer(head, body) : head;
    var _ = channel.write(whole, channel.voidPromise());
  }

  private void goAway(int reason) {
    goingAway = true;
    if (!channel.isActive()) return;
    send(new FrameHeader(FrameHeader.Type.GO_AWAY, 0, 0, reason), Unpooled.EMPTY_BUFFER);
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  private void closeChannel() {
    channel.flush();
    var _ = channel.close();
  }

  /** Stands in until the acceptor has chosen. */
  private static final class Unheard implements StreamListener {

    @Override
    public void received(YamuxStream stream, ByteBuf bytes) {
      throw new IllegalStateException("no listener yet");
    }

    @Override
    public void remoteClosed(YamuxStream stream) {}

    @Override
    public void aborted(YamuxStream stream) {}
  }
}
