package network.superblock.libp2p.gossip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.FrameAssembler;
import network.superblock.libp2p.yamux.YamuxStream;

/**
 * What waits for one peer, within a budget of bytes. Control goes before our own messages, those
 * before forwarded ones; when the budget is spent, the oldest forwarded one gives way. What was
 * taken of our own is not dropped again: whoever published it counts on it.
 */
final class PeerOutbox {

  /** Enough to keep the connection busy; the rest waits here, where it can still be reordered. */
  private static final int STREAM_FILL = 64 * 1024;

  private final long budget;
  private final Deque<Bytes> control = new ArrayDeque<>();
  private final Deque<Bytes> own = new ArrayDeque<>();
  private final Deque<Bytes> forwarded = new ArrayDeque<>();
  private Optional<YamuxStream> stream = Optional.empty();
  private long queued;
  private long dropped;

  PeerOutbox(long budget) {
    this.budget = budget;
  }

  /**
   * Queues an encoded RPC. Any thread.
   *
   * @return false when there is no room for it, and it is dropped
   */
  synchronized boolean offer(Bytes rpc, GossipEffect.Priority priority) {
    while (queued + rpc.size() > budget && dropForwarded()) dropped++;
    if (queued + rpc.size() > budget) {
      dropped++;
      return false;
    }
    queue(priority).add(rpc);
    queued += rpc.size();
    stream.ifPresent(open -> open.execute(this::flush));
    return true;
  }

  /** The stream is there; what has waited for it goes first. Runs on its event loop. */
  synchronized void attach(YamuxStream open) {
    stream = Optional.of(open);
    flush();
  }

  synchronized void detach() {
    stream = Optional.empty();
  }

  /** Fills the stream. Runs on its event loop. */
  synchronized void flush() {
    if (stream.isEmpty()) return;
    while (stream.get().isOpen() && stream.get().queuedBytes() < STREAM_FILL) {
      var next = poll();
      if (next.isEmpty()) return;
      stream.get().write(FrameAssembler.frame(next.get()));
      if (stream.isEmpty()) return;
    }
  }

  synchronized long queued() {
    return queued;
  }

  synchronized long dropped() {
    return dropped;
  }

  private Optional<Bytes> poll() {
    for (var queue : List.of(control, own, forwarded)) {
      var head = queue.poll();
      if (head == null) continue;
      queued -= head.size();
      return Optional.of(head);
    }
    return Optional.empty();
  }

  private boolean dropForwarded() {
    var oldest = forwarded.poll();
    if (oldest == null) return false;
    queued -= oldest.size();
    return true;
  }

  private Deque<Bytes> queue(GossipEffect.Priority priority) {
    return switch (priority) {
      case CONTROL -> control;
      case OWN -> own;
      case FORWARD -> forwarded;
    };
  }
}
