package network.superblock.simulator.settlement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.simulator.Stage;
import network.superblock.simulator.log.Reader;
import network.superblock.simulator.log.SlotEntry;
import network.superblock.simulator.queue.XtQueue;

/** Publishes superblocks and follows them, and settlement's rollbacks, to finality. */
public final class SuperblockPublisher {

  /** How long a transaction waits for a block before it is sent again, in L1 blocks. */
  private static final int PATIENCE = 2;

  private record Candidate(SlotClosed closed, Built built) {}

  private final Stage stage;
  private final L1 l1;
  private final XtQueue queue;
  private final PublishingHabit habit;
  private final SettlementWatch watch;
  private final TreeMap<SuperblockNumber, Candidate> candidates = new TreeMap<>();
  private final Map<SuperblockNumber, Ledger> ledgers = new HashMap<>();
  private final Map<SuperblockNumber, Integer> attempts = new HashMap<>();
  private final Set<SuperblockNumber> included = new HashSet<>();
  private final Set<SuperblockNumber> finalized = new HashSet<>();
  private LeaderFilter filter = LeaderFilter.atStart();
  private long nextRecord;
  private int seenRollBacks;
  private int finalRollBacks;
  private long revision;
  private int lastSent = -PATIENCE;
  private int l1Blocks;
  private Optional<Reader<SlotEntry>> reader = Optional.empty();

  public SuperblockPublisher(
      Stage stage, L1 l1, XtQueue queue, PublishingHabit habit, SettlementWatch watch) {
    this.stage = stage;
    this.l1 = l1;
    this.queue = queue;
    this.habit = habit;
    this.watch = watch;
    ledgers.put(new SuperblockNumber(0), stage.genesis());
  }

  /** Starts the process. What it has read before is in its database. */
  public void start() {
    crash();
    reader =
        Optional.of(stage.topics().slot().readFrom(nextRecord, (o, entry, _) -> follow(o, entry)));
  }

  public void crash() {
    reader.ifPresent(Reader::stop);
    reader = Optional.empty();
  }

  /** Looks at L1, where a block was made. */
  public void look() {
    l1Blocks++;
    if (reader.isEmpty()) return;
    followRollBacks();
    followSuperblocks();
    if (finalRollBacks == seenRollBacks) publishNext();
  }

  /** The superblocks that wait for L1. */
  public long unpublished() {
    return candidates.keySet().stream().filter(number -> !finalized.contains(number)).count();
  }

  private void follow(long offset, SlotEntry entry) {
    if (offset < nextRecord) return;
    nextRecord = offset + 1;
    var reading = filter.read(entry.writer(), entry.record());
    filter = reading.next();
    if (reading instanceof Reading.Accepted(var _, SlotClosed closed)
        && closed.outcome() instanceof Built built
        && closed.ledger().rollBacks() == finalRollBacks) {
      candidates.put(built.number(), new Candidate(closed, built));
      ledgers.put(built.number(), closed.ledger());
      attempts.remove(built.number());
    }
  }

  private void followRollBacks() {
    var latest = l1.latest().rollBacks().size();
    var settled = l1.finalized().rollBacks().size();
    if (seenRollBacks < latest) tell(new RollBackSeen(latest, ++revision));
    if (seenRollBacks > latest) {
      // The remaining one first: whoever holds for it does not open in between.
      if (latest > finalRollBacks) tell(new RollBackSeen(latest, ++revision));
      tell(new RollBackReorgedOut(seenRollBacks, ++revision));
    }
    seenRollBacks = latest;
    while (finalRollBacks < settled) rollBack(l1.finalized().rollBacks().get(finalRollBacks));
  }

  private void rollBack(SuperblockNumber lastValid) {
    finalRollBacks++;
    candidates.tailMap(lastValid, false).clear();
    included.removeIf(number -> number.compareTo(lastValid) > 0);
    finalized.removeIf(number -> number.compareTo(lastValid) > 0);
    var ledger = ledgers.get(lastValid);
    if (ledger == null) throw new IllegalStateException("no ledger of superblock " + lastValid);
    tell(new RollBackFinalized(finalRollBacks, ++revision, ledger));
  }

  private void followSuperblocks() {
    for (var candidate : candidates.values()) {
      var number = candidate.built().number();
      if (l1.latest().find(number).equals(Optional.of(candidate.built().hash()))) {
        if (included.add(number)) queue.published(number, candidate.built().hash());
      } else included.remove(number);
      if (l1.finalized().find(number).equals(Optional.of(candidate.built().hash()))
          && finalized.add(number)) queue.finalized(number, candidate.built().hash());
    }
  }

  private void publishNext() {
    var next = l1.latest().head().next();
    var candidate = candidates.get(next);
    if (candidate == null || l1Blocks - lastSent < PATIENCE) return;
    if (!habit.sends(next, attempts.merge(next, 1, Integer::sum))) return;
    lastSent = l1Blocks;
    watch.publishing(candidate.closed(), candidate.built());
    l1.send(new L1.Call.Publish(next, candidate.built().hash(), candidate.built().parentHash()));
  }

  private void tell(SettlementEvent event) {
    stage.topics().settlement().sendRarity(event);
  }
}
