package network.superblock.xtqueue.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.queue.XtEvent;
import network.superblock.protocol.queue.XtEvent.DecidedAs;
import network.superblock.protocol.queue.XtEvent.Fate;
import network.superblock.protocol.queue.XtEvent.FinalizedOnL1;
import network.superblock.protocol.queue.XtEvent.PublishedOnL1;
import network.superblock.protocol.queue.XtEvent.ReorgedOut;
import network.superblock.protocol.queue.XtEvent.RolledBackTo;
import network.superblock.protocol.queue.XtEvent.SlotClosedWith;
import network.superblock.protocol.queue.XtEvent.StartedIn;
import network.superblock.protocol.queue.XtLifecycle;
import network.superblock.xtqueue.xt.XtChange;
import network.superblock.xtqueue.xt.XtEntry;
import network.superblock.xtqueue.xt.XtNews;

/**
 * One batch of records, folded over the xTs that it touches. Records speak with their own time, so
 * that the same log always comes to the same end. Used once, by one thread.
 */
public final class Fold {

  private final XtLifecycle lifecycle;
  private final SortedMap<XtId, XtEntry> entries = new TreeMap<>();
  private final SortedMap<Hash32, SuperblockEntry> superblocks = new TreeMap<>();
  private final SortedSet<XtId> changed = new TreeSet<>();
  private final SortedSet<Hash32> changedSuperblocks = new TreeSet<>();
  private final List<XtNews> news = new ArrayList<>();
  private SlotStanding standing;

  /**
   * Begins a fold.
   *
   * @param entries at least those that the records' {@link Reach} names
   * @param superblocks likewise
   */
  public Fold(
      XtLifecycle lifecycle,
      SlotStanding standing,
      Collection<XtEntry> entries,
      Collection<SuperblockEntry> superblocks) {
    this.lifecycle = lifecycle;
    this.standing = standing;
    entries.forEach(entry -> this.entries.put(entry.id(), entry));
    superblocks.forEach(each -> this.superblocks.put(each.hash(), each));
  }

  /**
   * What the batch came to.
   *
   * @param changed in their new state
   * @param news in the order in which it happened
   */
  public record Result(
      SlotStanding standing,
      List<XtEntry> changed,
      List<SuperblockEntry> superblocks,
      List<XtNews> news) {}

  public Fold on(List<LogRecord> records) {
    for (var each : records)
      switch (each) {
        case LogRecord.OfSlot r -> on(r.record(), r.at());
        case LogRecord.OfSuperblock(SuperblockStatus status, _, var at) -> on(status, at);
        // A rollback counts when the slot topic says so.
        case LogRecord.OfSuperblock _ -> {}
      }
    return this;
  }

  public Result result() {
    return new Result(
        standing,
        changed.stream().map(id -> required(entries, id)).toList(),
        changedSuperblocks.stream().map(hash -> required(superblocks, hash)).toList(),
        List.copyOf(news));
  }

  private void on(SlotRecord record, Instant at) {
    switch (record) {
      case LeaderClaim _ -> {}
      case StartSlot start -> standing = standing.open(start.opening());
      case RollBackAndStartSlot start -> rollBack(start, at);
      case StartSc start -> {
        notOffered(start.id());
        apply(start.id(), new StartedIn(start.slot(), start.sequence()), at);
      }
      case Decided decided ->
          apply(decided.xt(), new DecidedAs(decided.slot(), decided.decision()), at);
      case RequestSeal _ -> standing = standing.sealing();
      case SlotClosed closed -> close(closed, at);
    }
  }

  private void close(SlotClosed closed, Instant at) {
    standing = standing.closed().suspending(closed.ledger().suspended());
    for (var entry : List.copyOf(entries.values()))
      if (entry.isConcernedBy(closed.slot())) {
        notOffered(entry.id());
        var fate = Fate.of(entry.id(), closed);
        apply(entry.id(), new SlotClosedWith(closed.slot(), fate), at);
      }
    if (closed.outcome() instanceof Outcome.Built built) {
      var known = superblocks.get(built.hash());
      var entry =
          known == null
              ? new SuperblockEntry(built.hash(), built.number(), Optional.of(at), Optional.empty())
              : known.builtAt(at);
      put(entry);
      entry.onL1().ifPresent(status -> published(status, at));
    }
  }

  private void rollBack(RollBackAndStartSlot start, Instant at) {
    var lastValid = start.ledger().number();
    var settled = new TreeMap<SuperblockNumber, Duration>();
    for (var each : List.copyOf(superblocks.values()))
      if (each.built() && each.number().compareTo(lastValid) > 0) {
        settled.put(each.number(), Duration.between(each.builtAt().orElseThrow(), at));
        put(each.rolledBack());
      }
    for (var entry : List.copyOf(entries.values())) {
      prolong(entry, settled);
      apply(entry.id(), new RolledBackTo(lastValid), at);
    }
    standing = standing.suspending(start.ledger().suspended()).open(start.opening());
  }

  /**
   * Nobody could have started the xT again while it counted as settled: that time is not its
   * user's.
   */
  private void prolong(XtEntry entry, SortedMap<SuperblockNumber, Duration> settled) {
    entry
        .superblock()
        .flatMap(superblock -> Optional.ofNullable(settled.get(superblock)))
        .ifPresent(time -> put(entry.prolonged(time)));
  }

  private void on(SuperblockStatus status, Instant at) {
    var known = superblocks.get(status.hash());
    var entry =
        known == null
            ? new SuperblockEntry(
                status.hash(), status.number(), Optional.empty(), Optional.of(status))
            : known.withStatus(status);
    put(entry);
    if (entry.built()) published(status, at);
  }

  private void published(SuperblockStatus status, Instant at) {
    var event =
        switch (status) {
          case SuperblockStatus.Published s -> new PublishedOnL1(s.number(), s.l1Transaction());
          case SuperblockStatus.Included s -> new PublishedOnL1(s.number(), s.l1Transaction());
          case SuperblockStatus.Finalized s -> new FinalizedOnL1(s.number(), s.l1Transaction());
          case SuperblockStatus.Reorged s -> new ReorgedOut(s.number());
        };
    for (var id : List.copyOf(entries.keySet())) apply(id, event, at);
  }

  private void apply(XtId id, XtEvent event, Instant at) {
    var entry = entries.get(id);
    if (entry == null) return;
    XtChange.of(lifecycle, entry, event, at)
        .ifPresent(change -> {
          put(change.after());
          news.add(change.news());
        });
  }

  private void notOffered(XtId id) {
    var entry = entries.get(id);
    if (entry != null && entry.offeredIn().isPresent()) put(entry.notOffered());
  }

  private void put(XtEntry entry) {
    entries.put(entry.id(), entry);
    changed.add(entry.id());
  }

  private void put(SuperblockEntry entry) {
    superblocks.put(entry.hash(), entry);
    changedSuperblocks.add(entry.hash());
  }

  private static <K, V> V required(Map<K, V> map, K key) {
    var value = map.get(key);
    if (value == null) throw new IllegalStateException("lost " + key);
    return value;
  }
}
