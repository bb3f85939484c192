package network.superblock.libp2p.yamux;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * One stream: an ordered byte pipe with a half-close in each direction. Confined to the
 * connection's event loop; {@link #execute} gets there.
 */
public final class YamuxStream {

  static final int INITIAL_WINDOW = 256 * 1024;

  private final YamuxSession session;
  private final int id;
  private StreamListener listener;

  private long sendWindow = INITIAL_WINDOW;
  private final Queue<ByteBuf> queue = new ArrayDeque<>();
  private long queued;
  private boolean closing;
  private boolean localClosed;

  private int receiveWindow = INITIAL_WINDOW;
  private int windowSize = INITIAL_WINDOW;
  private long borrowed;
  private int consumed;
  private boolean remoteClosed;
  private boolean acknowledged;

  YamuxStream(YamuxSession session, int id, StreamListener listener) {
    this.session = session;
    this.id = id;
    this.listener = listener;
  }

  /** Hands the stream to another listener, as once its protocol is agreed on. */
  public void listen(StreamListener next) {
    listener = next;
  }

  /** Runs a task on the event loop to which this stream is confined, unless that has ended. */
  public void execute(Runnable task) {
    var _ = session.execute(task);
  }

  /**
   * Queues bytes and takes them over. A stream whose reader falls too far behind is reset; writing
   * to a closed one does nothing.
   */
  public void write(ByteBuf bytes) {
    if (closing || localClosed || !bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (queued + bytes.readableBytes() > session.limits().queuedBytes()) {
      bytes.release();
      reset();
      return;
    }
    queue.add(bytes);
    queued += bytes.readableBytes();
    session.flush(this);
  }

  /** Sends what is queued, then tells the peer that no more will come. Reading goes on. */
  public void closeWrite() {
    if (closing || localClosed) return;
    closing = true;
    session.flush(this);
  }

  /** Gives the stream up in both directions at once. */
  public void reset() {
    if (!isOpen()) return;
    session.sendReset(id);
    session.forget(this);
    abort();
  }

  /** Returns bytes that were received to the window, so that the peer can send as many more. */
  public void consumed(int bytes) {
    consumed += bytes;
    if (consumed >= windowSize / 2 && !remoteClosed && isOpen()) {
      receiveWindow += consumed;
      session.sendWindow(id, 0, consumed);
      consumed = 0;
    }
  }

  /** Lets the peer send {@code bytes} more ahead of the reader, if the pool has them. */
  public void growWindow(int bytes) {
    if (!isOpen() || remoteClosed || !session.windows().take(bytes)) return;
    borrowed += bytes;
    windowSize += bytes;
    receiveWindow += bytes;
    session.sendWindow(id, 0, bytes);
  }

  /** Bytes written that the connection has not taken yet. */
  public long queuedBytes() {
    return queued;
  }

  public boolean isOpen() {
    return session.knows(this);
  }

  int id() {
    return id;
  }

  /** The next piece to send, at most {@code limit} bytes; nothing when window or queue is empty. */
  ByteBuf take(int limit) {
    var head = queue.element();
    var length = (int) Math.min(Math.min(limit, sendWindow), head.readableBytes());
    var piece = head.readRetainedSlice(length);
    if (!head.isReadable()) queue.remove().release();
    sendWindow -= length;
    queued -= length;
    return piece;
  }

  boolean canSend() {
    return !queue.isEmpty() && sendWindow > 0;
  }

  /** All is sent, and the half-close is due. */
  boolean mustFinish() {
    return closing && !localClosed && queue.isEmpty();
  }

  void finished() {
    localClosed = true;
    listener.finished(this);
    forgetIfDone();
  }

  void drained() {
    if (!closing) listener.drained(this);
  }

  void windowGrew(long bytes) {
    sendWindow = Math.min(sendWindow + bytes, 0xffff_ffffL);
  }

  /** Accounts for a body before any byte of it is taken. */
  void expectBody(long length) {
    if (remoteClosed) throw new ProtocolViolation("data after the end of a yamux stream");
    if (length > receiveWindow) throw new ProtocolViolation("yamux window exceeded");
    receiveWindow -= (int) length;
  }

  void received(ByteBuf bytes) {
    try {
      listener.received(this, bytes);
    } catch (ProtocolViolation _) {
      // The stream's protocol was broken, not the connection's.
      reset();
    }
  }

  void remoteFinished() {
    if (remoteClosed) return;
    remoteClosed = true;
    listener.remoteClosed(this);
    forgetIfDone();
  }

  /** The peer's first answer to our stream; true the first time. */
  boolean acknowledge() {
    var first = !acknowledged;
    acknowledged = true;
    return first;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  void abort() {
    release();
    listener.aborted(this);
  }

  private void forgetIfDone() {
    if (!localClosed || !remoteClosed || !isOpen()) return;
    session.forget(this);
    release();
  }

  private void release() {
    localClosed = true;
    queue.forEach(ByteBuf::release);
    queue.clear();
    queued = 0;
    session.windows().give(borrowed);
    borrowed = 0;
  }
}
