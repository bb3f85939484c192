package network.superblock.sequencer.board;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.LiveLegs;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerRecovery;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.runtime.http.News;
import network.superblock.runtime.http.RecentEvents;
import network.superblock.runtime.http.StreamEvent;
import network.superblock.sequencer.SequencerObserver;
import network.superblock.sequencer.board.SequencerReport.AlarmReport;
import network.superblock.sequencer.board.SequencerReport.DraftReport;

/** The sequencer's state and what led to it. Written by the driver's thread, read by many. */
public final class SequencerBoard implements SequencerObserver {

  private static final int EVENTS_KEPT = 10_000;
  private static final int ALARMS_KEPT = 20;

  private final ChainId chain;
  private final RecentEvents<SequencerNews> events = new RecentEvents<>(EVENTS_KEPT);
  private final News news = new News();
  private final Deque<AlarmReport> alarms = new ArrayDeque<>();
  private final AtomicLong lastNews;
  private volatile SequencerState state = SequencerRecovery.startAfresh(new Slot(0));

  /**
   * Has nothing to show yet.
   *
   * @param now when the service starts
   */
  public SequencerBoard(ChainId chain, Instant now) {
    this.chain = chain;
    // Ids grow over restarts too, for a client may come back with one from before.
    this.lastNews = new AtomicLong(now.toEpochMilli() * 1000);
  }

  @Override
  public void live(SequencerState standing) {
    state = standing;
  }

  @Override
  public void stepped(
      SequencerEvent event, SequencerState before, SequencerState after, Instant now) {
    state = after;
    Narration.of(event, before, after, now).ifPresent(entry -> tell(entry.kind(), entry.news()));
  }

  @Override
  public void alarmed(Alarm alarm, Instant now) {
    var report = new AlarmReport(now, alarm.getClass().getSimpleName(), alarm.toString());
    synchronized (alarms) {
      alarms.addFirst(report);
      if (alarms.size() > ALARMS_KEPT) alarms.removeLast();
    }
    SequencerState current = state;
    tell(
        "alarm",
        new SequencerNews(
            current.memory().slot(),
            Narration.name(current),
            now,
            List.of(),
            Optional.empty(),
            report.detail()));
  }

  /** Where the sequencer stands. */
  public SequencerReport report(IntSupplier waiting) {
    SequencerState current = state;
    return new SequencerReport(
        chain,
        current.memory().slot(),
        Narration.name(current),
        draftOf(current),
        waiting.getAsInt(),
        alarms());
  }

  /** Our legs of xTs that may still commit. */
  public LiveLegs liveLegs() {
    return state.memory().legs();
  }

  public RecentEvents<SequencerNews> events() {
    return events;
  }

  public News news() {
    return news;
  }

  private void tell(String kind, SequencerNews what) {
    events.add(new StreamEvent<>(lastNews.incrementAndGet(), kind, what));
    news.tell();
  }

  private List<AlarmReport> alarms() {
    synchronized (alarms) {
      return List.copyOf(alarms);
    }
  }

  private static Optional<DraftReport> draftOf(SequencerState state) {
    if (!(state instanceof SequencerState.Drafting drafting)) return Optional.empty();
    Draft draft = drafting.draft();
    return Optional.of(
        new DraftReport(
            draft.request().number(),
            draft.request().parentHash(),
            draft.localTransactions().size(),
            draft.committedXts(),
            undecidedIn(state)));
  }

  private static Optional<XtId> undecidedIn(SequencerState state) {
    return state instanceof SequencerState.BuildingLocked locked
        ? Optional.of(locked.instance().leg().instance().xt())
        : Optional.empty();
  }
}
