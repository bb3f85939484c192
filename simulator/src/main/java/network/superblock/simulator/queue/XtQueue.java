package network.superblock.simulator.queue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.protocol.queue.QueueOrder;
import network.superblock.protocol.queue.QueueRules;
import network.superblock.protocol.queue.XtEvent;
import network.superblock.protocol.queue.XtEvent.Fate;
import network.superblock.protocol.queue.XtLifecycle;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.simulator.Stage;
import network.superblock.simulator.log.Reader;
import network.superblock.simulator.log.SlotEntry;

/** The queue: it offers what waits to the slot that is open, and follows every xT to its end. */
public final class XtQueue {

  private static final int WINDOW = 32;
  private static final QueueRules RULES = QueueRules.DEFAULT;

  private record Queued(XtOffer terms, XtStatus status) {}

  private final Stage stage;
  private final Requeueing requeueing;
  private final XtLifecycle lifecycle = new XtLifecycle(RULES);
  private final Map<XtId, Queued> xts = new LinkedHashMap<>();
  private final Map<XtId, Slot> offeredIn = new HashMap<>();
  private LeaderFilter filter = LeaderFilter.atStart();
  private long nextRecord;
  private Optional<Slot> open = Optional.empty();
  private Optional<Reader<SlotEntry>> reader = Optional.empty();

  public XtQueue(Stage stage, Requeueing requeueing) {
    this.stage = stage;
    this.requeueing = requeueing;
  }

  /** Starts the process. What it has read before is in its database. */
  public void start() {
    crash();
    reader =
        Optional.of(stage.topics().slot().readFrom(nextRecord, (o, entry, _) -> follow(o, entry)));
  }

  public void crash() {
    reader.ifPresent(Reader::stop);
  }

  /** Takes a user's request; a known one changes nothing. */
  public void submit(XtRequest xt, Duration expiresIn) {
    var id = xt.id();
    if (xts.containsKey(id)) return;
    var now = now();
    var rank = QueueOrder.rank(now, BigInteger.valueOf(stage.dice().between(1, 100)), 0, RULES);
    var terms = new XtOffer(new Slot(0), xt, id, rank, now, now.plus(expiresIn));
    xts.put(id, new Queued(terms, new XtStatus.Queued(0)));
    open.ifPresent(slot -> offer(id, slot));
  }

  /** A user wants the xT back. */
  public void withdraw(XtId id) {
    if (!xts.containsKey(id)) return;
    var isOffered = open.isPresent() && open.equals(Optional.ofNullable(offeredIn.get(id)));
    apply(id, new XtEvent.WithdrawalRequested(isOffered));
    if (isOffered) stage.topics().offers().send(new XtWithdrawal(open.orElseThrow(), id));
  }

  public Map<XtId, XtStatus> statuses() {
    var statuses = new LinkedHashMap<XtId, XtStatus>();
    xts.forEach((id, xt) -> statuses.put(id, xt.status()));
    return statuses;
  }

  public XtRequest requestOf(XtId id) {
    return find(id).terms().xt();
  }

  /** L1 holds the superblock for good. */
  public void finalized(SuperblockNumber number, Hash32 transaction) {
    for (var id : xts.keySet()) apply(id, new XtEvent.FinalizedOnL1(number, transaction));
  }

  public void published(SuperblockNumber number, Hash32 transaction) {
    for (var id : xts.keySet()) apply(id, new XtEvent.PublishedOnL1(number, transaction));
  }

  private void follow(long offset, SlotEntry entry) {
    if (offset < nextRecord) return;
    nextRecord = offset + 1;
    var reading = filter.read(entry.writer(), entry.record());
    filter = reading.next();
    if (reading instanceof Reading.Accepted(var _, var record)) fold(record);
  }

  private void fold(SlotRecord record) {
    switch (record) {
      case SlotRecord.StartSlot start -> open(start.slot());
      case SlotRecord.RollBackAndStartSlot start -> {
        for (var id : xts.keySet()) apply(id, new XtEvent.RolledBackTo(start.ledger().number()));
        open(start.slot());
      }
      case SlotRecord.StartSc start ->
          apply(start.id(), new XtEvent.StartedIn(start.slot(), start.sequence()));
      case SlotRecord.Decided decided ->
          apply(decided.xt(), new XtEvent.DecidedAs(decided.slot(), decided.decision()));
      case SlotRecord.SlotClosed closed -> close(closed);
      case SlotRecord.RequestSeal _, SlotRecord.LeaderClaim _ -> {}
    }
  }

  private void close(SlotRecord.SlotClosed closed) {
    open = Optional.empty();
    for (var id : xts.keySet())
      if (requeueing.admits(id, closed))
        apply(id, new XtEvent.SlotClosedWith(closed.slot(), Fate.of(id, closed)));
  }

  private void open(Slot slot) {
    open = Optional.of(slot);
    xts.values().stream()
        .filter(xt -> xt.status() instanceof XtStatus.Queued)
        .map(Queued::terms)
        .sorted(XtOffer.BY_RANK)
        .limit(WINDOW)
        .forEach(terms -> offer(terms.id(), slot));
  }

  private void offer(XtId id, Slot slot) {
    var terms = find(id).terms();
    if (!now().isBefore(terms.expiresAt())) return;
    offeredIn.put(id, slot);
    stage
        .topics()
        .offers()
        .send(new XtOffer(slot, terms.xt(), id, terms.rank(), terms.queuedAt(), terms.expiresAt()));
  }

  private void apply(XtId id, XtEvent event) {
    var xt = find(id);
    var next = lifecycle.on(xt.status(), event, xt.terms().expiresAt(), now());
    xts.put(id, new Queued(xt.terms(), next));
  }

  private Queued find(XtId id) {
    var xt = xts.get(id);
    if (xt == null) throw new IllegalArgumentException("no xT " + id + " was ever queued");
    return xt;
  }

  private Instant now() {
    return stage.clock().now();
  }
}
