package network.superblock.slot.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.leadership.LeadershipState;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Words;
import network.superblock.protocol.slot.SlotState;
import network.superblock.runtime.http.News;
import network.superblock.runtime.http.RecentEvents;
import network.superblock.runtime.http.StreamEvent;
import network.superblock.slot.SlotInput.LogRead;
import network.superblock.slot.SlotObserver;

/**
 * The last slots, as the log tells them; older ones are forgotten here and stand in the log.
 * Written by the driver's thread, read by many.
 */
public final class SlotBoard implements SlotObserver {

  private static final int SLOTS_KEPT = 128;
  private static final int EVENTS_KEPT = 10_000;

  private final SlotSchedule schedule;
  private final NavigableMap<Slot, Sheet> sheets = new TreeMap<>();
  private final RecentEvents<SlotNews> events = new RecentEvents<>(EVENTS_KEPT);
  private final News news = new News();
  private LeaderClaim leader = new LeaderClaim(new Term(0), "none");
  private String standing = "CATCHING_UP";

  public SlotBoard(SlotSchedule schedule) {
    this.schedule = schedule;
  }

  /** Everything of one slot; changes as the log is read. */
  private static final class Sheet {
    final SlotOpening opening;
    final Instant openedAt;
    final SortedMap<XtId, InstanceReport> instances = new TreeMap<>();
    String state = "FREE";
    Optional<SlotReport.Closing> closing = Optional.empty();

    Sheet(SlotOpening opening, Instant openedAt) {
      this.opening = opening;
      this.openedAt = openedAt;
    }
  }

  public synchronized Optional<SlotReport> latest() {
    return sheets.isEmpty() ? Optional.empty() : report(sheets.lastKey());
  }

  public synchronized Optional<SlotReport> report(Slot slot) {
    return Optional.ofNullable(sheets.get(slot)).map(this::report);
  }

  /** Slots before {@code before}, newest first. */
  public synchronized List<SlotReport> before(Slot before, int limit) {
    return sheets.headMap(before, false).descendingMap().values().stream()
        .limit(limit)
        .map(this::report)
        .toList();
  }

  public synchronized LeaderClaim leader() {
    return leader;
  }

  /** This replica's own part: CATCHING_UP, FOLLOWING, CLAIMING or LEADING. */
  public synchronized String standing() {
    return standing;
  }

  public RecentEvents<SlotNews> events() {
    return events;
  }

  public News news() {
    return news;
  }

  @Override
  public synchronized void standing(LeadershipState next) {
    standing =
        switch (next) {
          case LeadershipState.Following _ -> "FOLLOWING";
          case LeadershipState.Claiming _ -> "CLAIMING";
          case LeadershipState.Leading _ -> "LEADING";
        };
  }

  @Override
  public void folded(LogRead read, SlotState state) {
    if (enter(read, state)) news.tell();
  }

  private synchronized boolean enter(LogRead read, SlotState state) {
    switch (read.record()) {
      case LeaderClaim claim -> {
        var changed = !claim.equals(leader);
        leader = claim;
        return changed;
      }
      case SlotRecord.Opens opens -> {
        sheets.put(opens.slot(), new Sheet(opens.opening(), read.at()));
        while (sheets.size() > SLOTS_KEPT) sheets.pollFirstEntry();
      }
      case StartSc start ->
          sheet(start.slot()).ifPresent(s -> s.instances.put(start.id(), voting(start, read.at())));
      case Decided decided ->
          sheet(decided.slot())
              .ifPresent(s ->
                  s.instances.computeIfPresent(
                      decided.xt(), (_, instance) -> decide(instance, decided, read.at())));
      case RequestSeal _ -> {}
      case SlotClosed closed ->
          sheet(closed.slot()).ifPresent(s -> s.closing = Optional.of(closing(closed, read.at())));
    }
    var slot = ((SlotRecord.InSlot) read.record()).slot();
    sheet(slot).ifPresent(s -> s.state = nameOf(state));
    // Ids of a stream start at 1, offsets at 0.
    events.add(
        new StreamEvent<>(
            read.offset() + 1,
            read.record().getClass().getSimpleName(),
            SlotNews.of(slot, nameOf(state), read)));
    return true;
  }

  private Optional<Sheet> sheet(Slot slot) {
    return Optional.ofNullable(sheets.get(slot));
  }

  private SlotReport report(Sheet sheet) {
    var slot = sheet.opening.slot();
    var instances = new ArrayList<>(sheet.instances.values());
    instances.sort(Comparator.comparing(InstanceReport::sequence));
    return new SlotReport(
        slot,
        sheet.state,
        sheet.opening.superblock(),
        List.copyOf(sheet.opening.requests().keySet()),
        schedule.startOf(slot),
        sheet.openedAt,
        schedule.cutoverOf(slot),
        schedule.endOf(slot),
        List.copyOf(instances),
        sheet.closing);
  }

  private static InstanceReport voting(StartSc start, Instant at) {
    return new InstanceReport(
        start.id(),
        start.sequence(),
        start.xt().chains(),
        at,
        new InstanceReport.Verdict.Voting("VOTING"));
  }

  private static InstanceReport decide(InstanceReport instance, Decided decided, Instant at) {
    return switch (decided.decision()) {
      case Decision.Commit _ -> instance.decided("COMMITTED", "", at);
      case Decision.Abort abort -> instance.decided("ABORTED", Words.of(abort.reason()), at);
    };
  }

  private static SlotReport.Closing closing(SlotClosed closed, Instant at) {
    var ledger = closed.ledger();
    var requeued = words(closed.requeued(), Words::of);
    var aborted = words(closed.aborted(), Words::of);
    var suspended = List.copyOf(ledger.suspended());
    return switch (closed.outcome()) {
      case Outcome.Built b ->
          new SlotReport.Closing(
              at,
              "BUILT",
              b.number(),
              b.hash(),
              b.blocks(),
              b.includedXts(),
              requeued,
              aborted,
              suspended);
      case Outcome.Failed _ ->
          new SlotReport.Closing(
              at,
              "FAILED",
              ledger.number(),
              ledger.hash(),
              Collections.emptySortedMap(),
              List.of(),
              requeued,
              aborted,
              suspended);
      case Outcome.RolledBack _ ->
          new SlotReport.Closing(
              at,
              "ROLLED_BACK",
              ledger.number(),
              ledger.hash(),
              Collections.emptySortedMap(),
              List.of(),
              requeued,
              aborted,
              suspended);
    };
  }

  private static <R> SortedMap<XtId, String> words(
      SortedMap<XtId, R> reasons, Function<R, String> inWords) {
    var words = new TreeMap<XtId, String>();
    reasons.forEach((xt, reason) -> words.put(xt, inWords.apply(reason)));
    return Collections.unmodifiableSortedMap(words);
  }

  private static String nameOf(SlotState state) {
    return switch (state) {
      case SlotState.StartingSlot _ -> "CLOSED";
      case SlotState.Free _ -> "FREE";
      case SlotState.Locked _ -> "LOCKED";
      case SlotState.Sealing _ -> "SEALING";
    };
  }
}
