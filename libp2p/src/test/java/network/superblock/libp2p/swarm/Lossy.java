package network.superblock.libp2p.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;

/** A wire that loses or damages what the left side says. */
final class Lossy {

  private final EmbeddedChannel left;
  private final EmbeddedChannel right;
  private final int cutAfter;
  private int flipAt = -1;
  private int flipBit;
  private int carried;

  Lossy(EmbeddedChannel left, EmbeddedChannel right, int cutAfter) {
    this.left = left;
    this.right = right;
    this.cutAfter = cutAfter;
  }

  void flipBit(int at, int bit) {
    flipAt = at;
    flipBit = bit;
  }

  void settle() {
    for (var moved = true; moved; ) {
      moved = carryDamaged();
      moved |= carryWhole();
      left.runPendingTasks();
      right.runPendingTasks();
    }
  }

  private boolean carryDamaged() {
    ByteBuf bytes = left.readOutbound();
    if (bytes == null) return false;
    for (; bytes.isReadable(); carried++) {
      var next = bytes.readByte();
      if (carried == flipAt) next ^= (byte) (1 << flipBit);
      if (carried < cutAfter && right.isActive()) {
        right.writeInbound(right.alloc().buffer(1).writeByte(next));
      }
    }
    bytes.release();
    return true;
  }

  private boolean carryWhole() {
    ByteBuf bytes = right.readOutbound();
    if (bytes == null) return false;
    if (left.isActive()) left.writeInbound(bytes);
    else bytes.release();
    return true;
  }
}
