package network.superblock.libp2p.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;

/** A wire between two channels without a network: bytes move when the test says so. */
record Link(EmbeddedChannel left, EmbeddedChannel right, int chunk) {

  /** Carries bytes in pieces of {@code chunk} until both sides have nothing more to say. */
  void settle() {
    for (var moved = true; moved; ) {
      moved = carry(left, right);
      moved |= carry(right, left);
      left.runPendingTasks();
      right.runPendingTasks();
    }
  }

  private boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
    var moved = false;
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      moved = true;
      while (bytes.isReadable() && to.isActive()) {
        var _ = to.writeOneInbound(bytes.readRetainedSlice(Math.min(chunk, bytes.readableBytes())));
      }
      if (to.isActive()) to.flushInbound();
      bytes.release();
    }
    return moved;
  }
}
