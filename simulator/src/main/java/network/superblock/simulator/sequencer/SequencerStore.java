package network.superblock.simulator.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.protocol.sequencer.JournalEntry.SlotEntered;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.simulator.chain.Node;
import network.superblock.simulator.chain.SimulatedBlock;

/** What a sequencer finds again after a crash: whatever was flushed. */
final class SequencerStore {

  /**
   * How far the topics were read.
   *
   * @param slot the next record of the slot topic
   * @param filter whose records count from there on
   * @param mailbox the next mailbox message
   * @param verdict the next verdict
   */
  record Position(long slot, LeaderFilter filter, long mailbox, long verdict) {}

  private final List<SimulatedBlock> sealed = new ArrayList<>();
  private final List<JournalEntry> written = new ArrayList<>();
  private List<JournalEntry> durable = List.of();
  private Optional<Position> position = Optional.empty();
  private Optional<SequencerState> last = Optional.empty();

  void write(JournalEntry entry) {
    if (entry instanceof SlotEntered) written.clear();
    // Before its first slot a sequencer has nothing that a fresh start would not bring back.
    if (entry instanceof SlotEntered || !written.isEmpty()) written.add(entry);
  }

  /** Makes everything written so far durable, as of {@code now}. */
  void flush(Position now, SequencerState state) {
    durable = List.copyOf(written);
    position = Optional.of(now);
    last = Optional.of(state);
  }

  /** Keeps a block that is about to be sent; it is known until it is final. */
  void keep(SimulatedBlock block) {
    if (!sealed.contains(block)) sealed.add(block);
  }

  /** The local transactions of kept blocks that are not in the node's chain, in order. */
  List<Bytes> takeDropped(Node node) {
    var dropped =
        sealed.stream()
            .filter(block -> !node.has(new BlockRef(block.number(), block.hash())))
            .toList();
    sealed.removeAll(dropped);
    return dropped.stream()
        .flatMap(block -> block.localTransactions().stream())
        .filter(transaction -> !node.head().after().hasExecuted(transaction))
        .distinct()
        .toList();
  }

  void crash() {
    written.clear();
    written.addAll(durable);
  }

  /** Loses the journal, but not how far the topics were read. */
  void destroy() {
    durable = List.of();
    written.clear();
  }

  List<JournalEntry> journal() {
    return durable;
  }

  Position position() {
    return position.orElseThrow();
  }

  /** The state when the last entry was written, for comparison with the fold. */
  SequencerState lastState() {
    return last.orElseThrow();
  }
}
