package network.superblock.preconfirmation;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import network.superblock.libp2p.ConnectedPeer;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.catchup.CatchUp;
import network.superblock.preconfirmation.catchup.CatchUpEffect;
import network.superblock.preconfirmation.catchup.CatchUpEvent;
import network.superblock.preconfirmation.catchup.CatchUpState;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps catch-up, one event at a time, and does what it orders. */
final class CatchUpDriver implements AutoCloseable, P2pNode.PeerWatch {

  private static final Logger log = LoggerFactory.getLogger(CatchUpDriver.class);
  private static final int BACK_OFFS_A_LOOK = 8;
  private static final long PAUSE_WHEN_FULL = TimeUnit.MILLISECONDS.toNanos(20);

  private final SdkParts parts;
  private final GossipDesk desk;
  private final PeerRequests requests;
  private final Runnable afterPage;
  private final CatchUp rules;
  private final ExecutorService inbox =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("catch-up").factory());
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("catch-up-timer").daemon().factory());
  private Instant nextLook = Instant.MIN;
  private SortedSet<PeerId> present = new TreeSet<>();
  private CatchUpState state = CatchUpState.initial();
  private final AtomicBoolean headIsNews = new AtomicBoolean();
  private volatile HeadSyncStatus status = new HeadSyncStatus.Idle();

  /**
   * Idle at first.
   *
   * @param afterPage runs when a page of commitments is judged, their lists not being there yet
   */
  CatchUpDriver(SdkParts parts, GossipDesk desk, PeerRequests requests, Runnable afterPage) {
    this.parts = parts;
    this.desk = desk;
    this.requests = requests;
    this.afterPage = afterPage;
    var timeouts = parts.config().timeouts();
    this.rules =
        new CatchUp(timeouts.bootstrap(), timeouts.firstBackOff(), timeouts.longestBackOff());
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  HeadSyncStatus status() {
    return status;
  }

  /** Begins, or begins anew. */
  void executionSynced() {
    post(() -> new CatchUpEvent.ExecutionSynced(local()));
  }

  void reorganised(UInt256 local) {
    post(() -> new CatchUpEvent.Reorganised(local));
  }

  /** Asked at most once in a while: whoever invents parents must not keep this node asking. */
  synchronized void parentMissing() {
    var now = parts.clock().instant();
    if (now.isBefore(nextLook)) return;
    nextLook = now.plus(parts.config().timeouts().firstBackOff().multipliedBy(BACK_OFFS_A_LOOK));
    post(CatchUpEvent.ParentMissing::new);
  }

  /** What is told while the last news still waits would tell the same: the head at that time. */
  void headMoved() {
    if (!headIsNews.compareAndSet(false, true)) return;
    post(() -> {
      headIsNews.set(false);
      return new CatchUpEvent.LocalAdvanced(local());
    });
  }

  /** Peers that speak this chain's protocols, those behaving badly last. */
  List<PeerId> helpers() {
    var good = new ArrayList<PeerId>();
    var bad = new ArrayList<PeerId>();
    synchronized (this) {
      present.forEach(peer -> (parts.node().isAvoided(peer) ? bad : good).add(peer));
    }
    return good.isEmpty() ? bad : good;
  }

  @Override
  public synchronized void look(List<ConnectedPeer> connected) {
    var name = parts.config().protocols().head().name();
    var now = new TreeSet<PeerId>();
    for (var peer : connected) {
      if (peer.description().filter(d -> d.protocols().contains(name)).isPresent())
        now.add(peer.id());
    }
    for (var peer : now) if (!present.contains(peer)) post(() -> new CatchUpEvent.PeerJoined(peer));
    for (var peer : present) if (!now.contains(peer)) post(() -> new CatchUpEvent.PeerLeft(peer));
    present = now;
  }

  @Override
  public void banned(PeerId peer) {
    parts.events().publish(new SdkEvent.PeerBanned(peer));
  }

  @Override
  public void close() {
    timers.shutdownNow();
    inbox.shutdownNow();
  }

  private interface Happening {
    CatchUpEvent event();
  }

  private void post(Happening happening) {
    try {
      inbox.execute(() -> step(happening));
    } catch (RejectedExecutionException _) {
      // Closed.
    }
  }

  /** What cannot be learnt now happens later: an event that is lost would leave others waiting. */
  private void step(Happening happening) {
    CatchUpEvent event;
    try {
      event = happening.event();
    } catch (SdkException.Storage e) {
      log.warn(
          "catch-up waits for the storage: {}, {}", e.getMessage(), String.valueOf(e.getCause()));
      later(parts.config().timeouts().firstBackOff(), () -> post(happening));
      return;
    }
    try {
      var next = rules.on(state, event);
      log.debug("{} -> {} {}", event, next.state(), next.effects());
      state = next.state();
      next.effects().forEach(this::carryOut);
    } catch (RuntimeException e) {
      log.error("catch-up cannot go on with this event", e);
    }
  }

  private void carryOut(CatchUpEffect effect) {
    switch (effect) {
      case CatchUpEffect.AskHead(var peer) -> askHead(peer);
      case CatchUpEffect.AskPage(var peer, var start) -> askPage(peer, start);
      case CatchUpEffect.StartTimer timer -> startTimer(timer);
      case CatchUpEffect.Announce(var news) -> announce(news);
      case CatchUpEffect.ReportGap(var local, var remote) -> {
        log.warn("peers speak of blocks up to {}, but nobody shows block {}", remote, local.next());
        parts.events().publish(new SdkEvent.GapFound(local, remote));
      }
    }
  }

  private void announce(HeadSyncStatus news) {
    if (news.equals(status)) return;
    status = news;
    parts.events().publish(new SdkEvent.SyncChanged(news));
  }

  private void startTimer(CatchUpEffect.StartTimer timer) {
    var nanos = timer.delay().toNanos();
    var jitter = ThreadLocalRandom.current().nextLong(nanos / 5 + 1);
    later(
        timer.delay().plusNanos(jitter),
        () -> post(() -> new CatchUpEvent.TimerFired(timer.timer())));
  }

  private void later(Duration delay, Runnable task) {
    try {
      var _ = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      // Closed.
    }
  }

  private void askHead(PeerId peer) {
    var _ =
        requests
            .head(peer)
            .whenComplete((head, failure) ->
                post(() ->
                    failure == null
                        ? new CatchUpEvent.HeadAnswered(peer, head.blockNumber())
                        : new CatchUpEvent.HeadFailed(peer)));
  }

  private void askPage(PeerId peer, UInt256 start) {
    Executor threads = task -> Thread.ofVirtual().name("catch-up-page").start(task);
    var _ =
        CompletableFuture.supplyAsync(() -> requestFrom(start), threads)
            .thenCompose(request -> requests.commitments(peer, request))
            .thenAcceptAsync(page -> judge(peer, page), threads)
            .whenComplete((_, failure) -> post(() -> judged(peer, failure)))
            .thenRunAsync(afterPage, threads);
  }

  private CatchUpEvent judged(PeerId peer, @Nullable Throwable failure) {
    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
    return switch (cause) {
      case null -> new CatchUpEvent.PageJudged(peer, local());
      case SdkException.Storage _ -> new CatchUpEvent.PageNotJudged(peer, local());
      default -> new CatchUpEvent.PageFailed(peer, local());
    };
  }

  private CommitmentsRequest requestFrom(UInt256 start) {
    var tip = parts.storage().confirmedTip().map(ConfirmedTip::blockNumber).orElse(UInt256.ZERO);
    var size = parts.config().maxCommitmentsPerPage();
    // A page that starts so far back that it ends below our head brings nothing, again and again.
    var least =
        tip.next().value().max(local().next().value().subtract(BigInteger.valueOf(size - 1)));
    return new CommitmentsRequest(new UInt256(start.value().max(least)), size);
  }

  /** The worker takes them in the page's order. */
  private void judge(PeerId peer, CommitmentsPage page) {
    var judgements = new ArrayList<CompletableFuture<ValidationOutcome>>();
    for (var commitment : page.commitments())
      judgements.add(untilThereIsRoom(() -> desk.judge(commitment, peer, Origin.REQUEST)));
    for (var judgement : judgements) {
      var outcome = judgement.join();
      if (outcome.reason() != Reason.DUPLICATE) desk.conclude(peer, outcome);
    }
  }

  private static CompletableFuture<ValidationOutcome> untilThereIsRoom(
      Supplier<CompletableFuture<ValidationOutcome>> judging) {
    while (true) {
      var judgement = judging.get();
      if (!judgement.isCompletedExceptionally()
          || !(judgement.exceptionNow() instanceof SdkException.Backpressure)) return judgement;
      LockSupport.parkNanos(PAUSE_WHEN_FULL);
    }
  }

  private UInt256 local() {
    var head = parts.storage().head().blockNumber();
    var tip = parts.storage().confirmedTip().map(ConfirmedTip::blockNumber).orElse(UInt256.ZERO);
    return head.isAfter(tip) ? head : tip;
  }
}
