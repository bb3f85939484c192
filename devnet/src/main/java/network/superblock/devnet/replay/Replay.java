package network.superblock.devnet.replay;

import java.time.Duration;
import java.util.Optional;
import network.superblock.devnet.narration.Narration;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Sender;

/**
 * Folds the slot topic as every replica of the publisher does: whose records count, and what state
 * they lead to. It trusts the envelopes; services check the signatures first.
 */
public final class Replay {

  private final Duration scpTimer;
  private final Narration narration = new Narration();
  private LeaderFilter filter = LeaderFilter.atStart();
  private SlotState state;

  /** Begins before the network's first record. */
  public Replay(Ledger genesis, Duration scpTimer) {
    this.scpTimer = scpTimer;
    this.state = SlotLog.beforeFirst(genesis);
  }

  /**
   * Folds the next record.
   *
   * @return the record if it counts
   * @throws IllegalStateException if no leader could have written it: the log contradicts itself
   */
  public Optional<SlotRecord> fold(LogLine line) {
    if (!(MessageCodec.decode(line.value()) instanceof Decoding.Decoded(_, SlotRecord record)))
      return Optional.empty();
    var reading =
        filter.read(new Leader(new Term(line.term()), Sender.parse(line.sender()).name()), record);
    filter = reading.next();
    if (!(reading instanceof Reading.Accepted)) return Optional.empty();
    state = SlotLog.fold(state, record, line.at(), scpTimer);
    return Optional.of(record);
  }

  /** Folds the next record and says in a line what it means; heartbeats are not told again. */
  public Optional<String> tell(LogLine line) {
    var record = fold(line);
    if (record.isEmpty())
      return Optional.of(
          "%d  counts for nobody: term %d of %s"
              .formatted(line.offset(), line.term(), line.sender()));
    return narration
        .tell(record.get())
        .map(words -> "%d  %s  [%s]".formatted(line.offset(), words, name()));
  }

  /** Where the publisher stands after all records so far. */
  public SlotState state() {
    return state;
  }

  private String name() {
    return state.getClass().getSimpleName();
  }
}
