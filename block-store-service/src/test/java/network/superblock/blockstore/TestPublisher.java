package network.superblock.blockstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.protocol.slot.SlotState;

/** The publisher's own table at work, its records given to whoever keeps the log. */
public final class TestPublisher {

  /** Slots 1001 and 1002 start when the recorded blocks say so. */
  public static final SlotSchedule SCHEDULE =
      new SlotSchedule(
          Instant.ofEpochSecond(1_799_988_000),
          Duration.ofSeconds(12),
          Duration.ofSeconds(8),
          Duration.ofSeconds(3));

  public static final Ledger GENESIS = Ledger.genesis(TestRollup.hash("genesis superblock"));
  public static final L1BlockRef L1_BLOCK = new L1BlockRef(12, TestRollup.hash("l1 block"));

  private static final SlotRules RULES = new SlotRules(SCHEDULE, 64, Duration.ofSeconds(30), 100);

  private final SlotProtocol protocol = new SlotProtocol(RULES);
  private final TreeMap<ChainId, Hash32> rollups = new TreeMap<>();
  private final Consumer<List<SlotRecord>> log;
  private SlotState state = SlotLog.beforeFirst(GENESIS);
  private Slot slot = new Slot(0);

  public TestPublisher(TestRollup... rollups) {
    this(_ -> {}, rollups);
  }

  public TestPublisher(Consumer<List<SlotRecord>> log, TestRollup... rollups) {
    this.log = log;
    for (var rollup : rollups) this.rollups.put(rollup.chain(), rollup.genesis());
  }

  public SlotState state() {
    return state;
  }

  public Slot slot() {
    return slot;
  }

  public Instant slotStart() {
    return SCHEDULE.startOf(slot);
  }

  public L2BlockRequest request(TestRollup rollup) {
    return inSlot().run().opening().requestOf(rollup.chain()).orElseThrow();
  }

  public void lead(Term term, String replica) {
    log.accept(List.of(new SlotRecord.LeaderClaim(term, replica)));
  }

  public void begin(Slot next) {
    slot = next;
    var active = new ActiveRollups(L1_BLOCK, rollups);
    on(new SlotEvent.SlotBegan(next, active, InputOffsets.NONE), SCHEDULE.startOf(next));
  }

  public void commit(XtRequest xt) {
    start(xt);
    for (var chain : xt.chains()) vote(xt, chain, new Ballot.Commit(Collections.emptySortedMap()));
    if (inSlot().run().committed().stream().noneMatch(start -> start.id().equals(xt.id())))
      throw new IllegalStateException("not committed: " + xt.id());
  }

  public void abort(XtRequest xt) {
    start(xt);
    var refusal = new VoteRefusal(VoteRefusal.Cause.EXECUTION_FAILED, "reverted");
    vote(xt, xt.chains().first(), new Ballot.Abort(refusal));
  }

  public void seal() {
    on(new SlotEvent.SealCutoverReached(slot), SCHEDULE.cutoverOf(slot));
  }

  public void accept(BlockVerdict verdict) {
    on(new SlotEvent.VerdictReceived(verdict), SCHEDULE.cutoverOf(slot));
  }

  /**
   * Ends the slot, unless all verdicts have ended it. A chain whose block stayed away is back in
   * good standing afterwards, so that the next test finds the chains as the first did.
   */
  public void end() {
    on(new SlotEvent.SlotEnded(slot), SCHEDULE.endOf(slot));
    var last = ledger();
    if (!last.suspended().isEmpty()) rollBack(last.rollBacks() + 1, inGoodStanding(last));
  }

  private static Ledger inGoodStanding(Ledger ledger) {
    return new Ledger(
        ledger.number(), ledger.hash(), ledger.heads(), Collections.emptySortedSet(), 0);
  }

  /** Settlement has taken back all superblocks after {@code lastValid}. */
  public void rollBack(long ordinal, Ledger lastValid) {
    var event = new SettlementEvent.RollBackFinalized(ordinal, ordinal, lastValid);
    on(new SlotEvent.SettlementChanged(event), SCHEDULE.endOf(slot));
  }

  public Ledger ledger() {
    return state.ground().ledger();
  }

  /** Whatever the protocol would say: after a rollback it starts nothing in the first slot. */
  private void start(XtRequest xt) {
    var sequence = new SequenceNumber(inSlot().run().started().size());
    var start = new SlotRecord.StartSc(slot, sequence, xt, xt.id());
    state = SlotLog.fold(state, start, SCHEDULE.startOf(slot), SCHEDULE.scpTimer());
    log.accept(List.of(start));
  }

  private void vote(XtRequest xt, ChainId chain, Ballot ballot) {
    var vote = new Vote(new InstanceId(slot, xt.id()), chain, ballot);
    on(new SlotEvent.VoteReceived(vote), SCHEDULE.startOf(slot));
  }

  private void on(SlotEvent event, Instant now) {
    var step = protocol.on(state, event, now);
    state = step.state();
    if (!step.records().isEmpty()) log.accept(new ArrayList<>(step.records()));
  }

  private SlotState.InSlot inSlot() {
    return (SlotState.InSlot) state;
  }
}
