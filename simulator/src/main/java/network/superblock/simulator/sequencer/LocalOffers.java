package network.superblock.simulator.sequencer;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.sequencer.SequencerEvent.LocalFinding;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.simulator.Stage;
import network.superblock.simulator.chain.Script;

/** Offers the pool's transactions to the draft, one after the other. */
final class LocalOffers {

  /** How many entries fit a block. */
  private static final int BLOCK_SPACE = 24;

  private final Stage stage;
  private final SequencerProcess process;
  private final NodeLane lane;
  private final Pool pool;
  private boolean isOffering;

  LocalOffers(Stage stage, SequencerProcess process, NodeLane lane, Pool pool) {
    this.stage = stage;
    this.process = process;
    this.lane = lane;
    this.pool = pool;
  }

  void offerSoon() {
    if (isOffering || !(process.state() instanceof BuildingFree free) || pool.waiting().isEmpty())
      return;
    if (free.draft().entries().size() >= BLOCK_SPACE) return;
    isOffering = true;
    stage.clock().after(stage.dice().between(1, 30), this::look);
  }

  private void look() {
    isOffering = false;
    if (!process.isUp() || !(process.state() instanceof BuildingFree free)) return;
    var overlay = lane.overlay();
    if (overlay.isEmpty() || lane.backlog() > 0) return;
    pool.waiting().stream()
        .filter(transaction -> !overlay.get().hasExecuted(transaction))
        .findFirst()
        .ifPresent(transaction -> offer(free, transaction));
  }

  private void offer(BuildingFree free, Bytes transaction) {
    var offer =
        new LocalTransactionOffered(free.draft().position(), transaction, find(transaction));
    // The execution takes a moment, in which the draft may move on.
    stage.clock().after(stage.dice().between(0, 4), process.ifAlive(() -> process.accept(offer)));
  }

  private static LocalFinding find(Bytes transaction) {
    return Script.decode(transaction).touchesMailbox()
        ? LocalFinding.TOUCHES_MAILBOX
        : LocalFinding.FITS;
  }
}
