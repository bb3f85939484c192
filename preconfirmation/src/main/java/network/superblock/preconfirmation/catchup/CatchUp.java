package network.superblock.preconfirmation.catchup;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.HeadSyncStatus;
import network.superblock.preconfirmation.catchup.CatchUpEffect.Announce;
import network.superblock.preconfirmation.catchup.CatchUpEffect.AskHead;
import network.superblock.preconfirmation.catchup.CatchUpEffect.AskPage;
import network.superblock.preconfirmation.catchup.CatchUpEffect.ReportGap;
import network.superblock.preconfirmation.catchup.CatchUpEffect.StartTimer;
import network.superblock.preconfirmation.catchup.CatchUpEvent.ExecutionSynced;
import network.superblock.preconfirmation.catchup.CatchUpEvent.HeadAnswered;
import network.superblock.preconfirmation.catchup.CatchUpEvent.HeadFailed;
import network.superblock.preconfirmation.catchup.CatchUpEvent.LocalAdvanced;
import network.superblock.preconfirmation.catchup.CatchUpEvent.PageFailed;
import network.superblock.preconfirmation.catchup.CatchUpEvent.PageJudged;
import network.superblock.preconfirmation.catchup.CatchUpEvent.PageNotJudged;
import network.superblock.preconfirmation.catchup.CatchUpEvent.ParentMissing;
import network.superblock.preconfirmation.catchup.CatchUpEvent.PeerJoined;
import network.superblock.preconfirmation.catchup.CatchUpEvent.PeerLeft;
import network.superblock.preconfirmation.catchup.CatchUpEvent.Reorganised;
import network.superblock.preconfirmation.catchup.CatchUpEvent.TimerFired;
import network.superblock.preconfirmation.catchup.CatchUpState.Discovering;
import network.superblock.preconfirmation.catchup.CatchUpState.Idle;
import network.superblock.preconfirmation.catchup.CatchUpState.Live;
import network.superblock.preconfirmation.catchup.CatchUpState.Running;
import network.superblock.preconfirmation.catchup.CatchUpState.Syncing;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Step;

/**
 * How a node learns what it missed: ask peers how far they are, fetch page after page from whoever
 * claims to have more, believe nobody who does not deliver.
 *
 * @param discovery how long peers may take to tell their heads
 * @param firstBackOff after no progress, doubled up to {@code longestBackOff}
 * @param longestBackOff also the time between two looks around while nothing is missing
 */
public record CatchUp(Duration discovery, Duration firstBackOff, Duration longestBackOff) {

  /** Enough that one who lies is not alone. */
  private static final int ASKED_AT_ONCE = 8;

  private static final int STEP_BACK = 16;
  private static final int MOST_STEPS_BACK = 8;

  private record When(CatchUpState state, CatchUpEvent event) {}

  /** The next state, and what must be done for it. */
  public Step<? extends CatchUpState, CatchUpEffect> on(CatchUpState state, CatchUpEvent event) {
    return switch (new When(state, event)) {
      case When(Idle s, ExecutionSynced e) -> discover(s.peers(), e.local(), 1, 0);
      case When(Idle s, PeerJoined e) -> Step.to(new Idle(Standing.with(s.peers(), e.peer())));
      case When(Idle s, PeerLeft e) -> Step.to(new Idle(Standing.without(s.peers(), e.peer())));

      case When(Running s, Reorganised e) -> discover(s.peers(), e.local(), s.timer() + 1, 0);
      case When(Running s, ExecutionSynced e) ->
          discover(s.peers(), e.local(), s.timer() + 1, s.failures());

      case When(Discovering s, HeadAnswered e) -> hear(s, e.peer(), Optional.of(e.head()));
      case When(Discovering s, HeadFailed e) -> hear(s, e.peer(), Optional.empty());
      case When(Discovering s, PeerLeft e) ->
          hear(Standing.leave(s, e.peer()), e.peer(), Optional.empty());
      case When(Discovering s, PeerJoined e) -> askAlso(s, e.peer());
      case When(Discovering s, TimerFired e) when e.timer() == s.timer() -> conclude(s);
      case When(Discovering s, LocalAdvanced e) -> Step.to(Standing.advance(s, e.local()));

      case When(Syncing s, PageJudged e) when isAsked(s, e.peer()) -> turn(s, e);
      case When(Syncing s, PageFailed e) when isAsked(s, e.peer()) ->
          rotate(Standing.advance(s, e.local()), e.peer());
      case When(Syncing s, PageNotJudged e) when isAsked(s, e.peer()) ->
          askLater(Standing.advance(s, e.local()));
      case When(Syncing s, PeerLeft e) -> leave(s, e.peer());
      case When(Syncing s, PeerJoined e) ->
          Step.to(Standing.join(s, e.peer()), new AskHead(e.peer()));
      case When(Syncing s, HeadAnswered e) -> Step.to(Standing.claim(s, e.peer(), e.head()));
      case When(Syncing s, TimerFired e) when e.timer() == s.timer() -> fetch(s);

      case When(Live s, PeerJoined e) ->
          Step.to(
              new Live(Standing.with(s.peers(), e.peer()), s.local(), s.timer(), s.failures()),
              new AskHead(e.peer()));
      case When(Live s, PeerLeft e) ->
          Step.to(
              new Live(Standing.without(s.peers(), e.peer()), s.local(), s.timer(), s.failures()));
      case When(Live s, HeadAnswered e) when e.head().isAfter(s.local()) -> resume(s, e);
      case When(Live s, TimerFired e) when e.timer() == s.timer() ->
          discover(s.peers(), s.local(), s.timer() + 1, s.failures());
      case When(Live s, ParentMissing _) ->
          discover(s.peers(), s.local(), s.timer() + 1, s.failures());
      case When(Live s, LocalAdvanced e) when !e.local().equals(s.local()) ->
          Step.to(
              new Live(s.peers(), e.local(), s.timer(), s.failures()),
              new Announce(new HeadSyncStatus.Live(e.local())));

      case When(Idle _, HeadAnswered _),
          When(Idle _, HeadFailed _),
          When(Idle _, PageJudged _),
          When(Idle _, PageFailed _),
          When(Idle _, PageNotJudged _),
          When(Idle _, LocalAdvanced _),
          When(Idle _, Reorganised _),
          When(Idle _, TimerFired _),
          When(Idle _, ParentMissing _),
          When(Running _, HeadAnswered _),
          When(Running _, HeadFailed _),
          When(Running _, PageJudged _),
          When(Running _, PageFailed _),
          When(Running _, PageNotJudged _),
          When(Running _, LocalAdvanced _),
          When(Running _, ParentMissing _),
          When(Running _, TimerFired _) ->
          Step.to(state);
      case When(Running _, PeerJoined _), When(Running _, PeerLeft _) ->
          throw new IllegalStateException("every running state keeps its peers");
    };
  }

  private Step<Discovering, CatchUpEffect> discover(
      SortedSet<PeerId> peers, UInt256 local, long timer, int failures) {
    var asked = new TreeSet<>(inTurn(peers, timer).stream().limit(ASKED_AT_ONCE).toList());
    var effects = new ArrayList<CatchUpEffect>();
    effects.add(new Announce(new HeadSyncStatus.Discovering()));
    asked.forEach(peer -> effects.add(new AskHead(peer)));
    effects.add(new StartTimer(timer, discovery));
    return step(new Discovering(peers, local, timer, failures, asked, new TreeMap<>()), effects);
  }

  /** Begins elsewhere each time: a few that say nothing must not be the only ones asked. */
  private static List<PeerId> inTurn(SortedSet<PeerId> peers, long turn) {
    var all = new ArrayList<>(peers);
    Collections.rotate(all, -Math.floorMod((turn - 1) * ASKED_AT_ONCE, Math.max(all.size(), 1)));
    return all;
  }

  private static Step<Discovering, CatchUpEffect> askAlso(Discovering s, PeerId peer) {
    var next =
        new Discovering(
            Standing.with(s.peers(), peer),
            s.local(),
            s.timer(),
            s.failures(),
            Standing.with(s.awaited(), peer),
            s.heads());
    return Step.to(next, new AskHead(peer));
  }

  private Step<? extends CatchUpState, CatchUpEffect> hear(
      Discovering s, PeerId peer, Optional<UInt256> head) {
    var heads = new TreeMap<>(s.heads());
    head.ifPresent(height -> heads.put(peer, height));
    var awaited = Standing.without(s.awaited(), peer);
    var next = new Discovering(s.peers(), s.local(), s.timer(), s.failures(), awaited, heads);
    return awaited.isEmpty() && !heads.isEmpty() ? conclude(next) : Step.to(next);
  }

  /** Without a single head there is nothing to conclude: ask again, less and less often. */
  private Step<? extends CatchUpState, CatchUpEffect> conclude(Discovering s) {
    if (s.heads().isEmpty()) return discover(s.peers(), s.local(), s.timer() + 1, s.failures());
    var highest = s.heads().values().stream().max(Comparator.naturalOrder()).orElseThrow();
    return fetch(
        new Syncing(
            s.peers(),
            s.local(),
            s.timer() + 1,
            s.failures(),
            s.heads(),
            highest,
            Optional.empty()));
  }

  private Step<? extends CatchUpState, CatchUpEffect> resume(Live s, HeadAnswered e) {
    var heads = new TreeMap<PeerId, UInt256>();
    heads.put(e.peer(), e.head());
    return fetch(
        new Syncing(
            s.peers(), s.local(), s.timer() + 1, s.failures(), heads, e.head(), Optional.empty()));
  }

  /** From whoever claims the least of what is missing: a liar claims the most. */
  private Step<? extends CatchUpState, CatchUpEffect> fetch(Syncing s) {
    var helper =
        s.heads().entrySet().stream()
            .filter(claim -> claim.getValue().isAfter(s.local()))
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    if (helper.isEmpty()) return live(s);
    var next =
        new Syncing(
            s.peers(), s.local(), s.timer() + 1, s.failures(), s.heads(), s.highest(), helper);
    return Step.to(
        next,
        new Announce(new HeadSyncStatus.Syncing(s.local(), s.highest())),
        new AskPage(helper.get(), startOf(s)));
  }

  /** After failures further back: others may have built on an earlier block than our head. */
  private static UInt256 startOf(Syncing s) {
    var back = BigInteger.valueOf((long) Math.min(s.failures(), MOST_STEPS_BACK) * STEP_BACK);
    return new UInt256(s.local().next().value().subtract(back).max(BigInteger.ONE));
  }

  private Step<? extends CatchUpState, CatchUpEffect> turn(Syncing s, PageJudged e) {
    if (!e.local().isAfter(s.local())) return rotate(s, e.peer());
    return fetch(
        new Syncing(s.peers(), e.local(), s.timer(), 0, s.heads(), s.highest(), Optional.empty()));
  }

  /** No progress with this peer: its word no longer counts, and the next one is asked later. */
  private Step<? extends CatchUpState, CatchUpEffect> rotate(Syncing s, PeerId peer) {
    var heads = new TreeMap<>(s.heads());
    heads.remove(peer);
    var timer = s.timer() + 1;
    var next =
        new Syncing(
            s.peers(), s.local(), timer, s.failures() + 1, heads, s.highest(), Optional.empty());
    var canGoOn = heads.values().stream().anyMatch(head -> head.isAfter(s.local()));
    return canGoOn ? Step.to(next, new StartTimer(timer, backOff(s.failures()))) : live(next);
  }

  /** The peer did nothing wrong: its word counts, and it is asked again for what is missing. */
  private Step<Syncing, CatchUpEffect> askLater(Syncing s) {
    var timer = s.timer() + 1;
    var next =
        new Syncing(
            s.peers(), s.local(), timer, s.failures(), s.heads(), s.highest(), Optional.empty());
    return Step.to(next, new StartTimer(timer, firstBackOff));
  }

  private Step<Live, CatchUpEffect> live(Syncing s) {
    var isGap = s.highest().isAfter(s.local());
    var timer = s.timer() + 1;
    var failures = isGap ? s.failures() : 0;
    var effects = new ArrayList<CatchUpEffect>();
    if (isGap) effects.add(new ReportGap(s.local(), s.highest()));
    effects.add(new Announce(new HeadSyncStatus.Live(s.local())));
    effects.add(new StartTimer(timer, isGap ? backOff(failures) : longestBackOff));
    return step(new Live(s.peers(), s.local(), timer, failures), effects);
  }

  private Duration backOff(int failures) {
    var doubled = firstBackOff.multipliedBy(1L << Math.min(failures, 20));
    return doubled.compareTo(longestBackOff) < 0 ? doubled : longestBackOff;
  }

  private static boolean isAsked(Syncing s, PeerId peer) {
    return s.asked().equals(Optional.of(peer));
  }

  private Step<? extends CatchUpState, CatchUpEffect> leave(Syncing s, PeerId peer) {
    var rest = Standing.withoutClaim(s, peer);
    return isAsked(s, peer) ? rotate(rest, peer) : Step.to(rest);
  }

  private static <S extends CatchUpState> Step<S, CatchUpEffect> step(
      S state, List<CatchUpEffect> effects) {
    return new Step<>(state, effects);
  }
}
