package network.superblock.libp2p.gossip;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.FrameAssembler;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream on which a peer gossips. The window is opened again only when the router has
 * dealt with what came, so that a peer cannot fill the router's queue.
 */
final class InboundRpcs implements StreamListener {

  private static final Logger log = LoggerFactory.getLogger(InboundRpcs.class);

  /**
   * RPCs of one stream that the router has not dealt with; tiny ones cost more than their bytes.
   */
  private static final int MAX_WAITING = 8192;

  /** Bytes that are returned to the window together: each return wakes the event loop. */
  private static final int RETURNED_AT_ONCE = 16 * 1024;

  /** Takes an RPC, and runs {@code done} when the router is through with it. */
  @FunctionalInterface
  interface Sink {
    void accept(Connection from, Rpc rpc, Runnable done);
  }

  private final Connection connection;
  private final FrameAssembler frames;
  private final Sink sink;
  private final AtomicLong reassembly;
  private final long reassemblyLimit;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger dealtWith = new AtomicInteger();
  private int reserved;

  InboundRpcs(Connection connection, GossipConfig.Limits limits, AtomicLong reassembly, Sink sink) {
    this.connection = connection;
    this.frames = new FrameAssembler(limits.maxRpc());
    this.sink = sink;
    this.reassembly = reassembly;
    this.reassemblyLimit = limits.reassembly();
  }

  @Override
  public void received(YamuxStream stream, ByteBuf bytes) {
    try {
      while (bytes.isReadable()) {
        var before = bytes.readableBytes();
        var frame = frames.next(bytes);
        var taken = before - bytes.readableBytes();
        reserve(frames.held());
        if (frame.isPresent()) hand(stream, frame.get(), taken);
        else stream.consumed(taken);
      }
    } catch (ProtocolViolation e) {
      // No honest peer sends such a thing: the whole connection goes.
      log.debug("gossip of {}: {}", connection.peer(), e.getMessage());
      release();
      connection.close();
      throw e;
    }
  }

  @Override
  public void remoteClosed(YamuxStream stream) {
    release();
    stream.closeWrite();
  }

  @Override
  public void aborted(YamuxStream stream) {
    release();
  }

  private void hand(YamuxStream stream, Bytes frame, int taken) {
    if (waiting.incrementAndGet() > MAX_WAITING) throw new ProtocolViolation("too many RPCs");
    sink.accept(
        connection,
        RpcCodec.decode(frame),
        () -> {
          waiting.decrementAndGet();
          var returned = dealtWith.addAndGet(taken);
          if (returned < RETURNED_AT_ONCE) return;
          dealtWith.addAndGet(-returned);
          stream.execute(() -> stream.consumed(returned));
        });
  }

  private void reserve(int held) {
    var all = reassembly.addAndGet(held - reserved);
    reserved = held;
    if (all > reassemblyLimit) throw new ProtocolViolation("too many incomplete gossip frames");
  }

  private void release() {
    reassembly.addAndGet(-reserved);
    reserved = 0;
  }
}
