package network.superblock.simulator.sequencer;

import java.util.Optional;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.simulator.chain.ChainState;
import network.superblock.simulator.chain.Node;
import network.superblock.simulator.clock.VirtualClock;

/** Calls to the node that change it, one after the other, and the overlay of the draft. */
final class NodeLane {

  private final VirtualClock clock;
  private final Node node;
  private Optional<ChainState> overlay = Optional.empty();
  private long freeAt;

  NodeLane(VirtualClock clock, Node node) {
    this.clock = clock;
    this.node = node;
  }

  Node node() {
    return node;
  }

  /** Runs {@code call} when all earlier ones are over and it has taken {@code millis} itself. */
  void then(int millis, Runnable call) {
    freeAt = Math.max(freeAt, clock.millis()) + millis;
    clock.after(freeAt - clock.millis(), call);
  }

  /** How long the calls that are under way still take. */
  long backlog() {
    return Math.max(0, freeAt - clock.millis());
  }

  /** The draft's state, if the node stands where the draft does. */
  Optional<ChainState> overlay() {
    return overlay;
  }

  void open(Draft draft) {
    if (!stands(draft.parent())) {
      overlay = Optional.empty();
      return;
    }
    var state = node.head().after().copy();
    for (var entry : draft.entries()) state.apply(entry);
    overlay = Optional.of(state);
  }

  boolean stands(BlockRef parent) {
    return node.head().number().equals(parent.number()) && node.head().hash().equals(parent.hash());
  }
}
