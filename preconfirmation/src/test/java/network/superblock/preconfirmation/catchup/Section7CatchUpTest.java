package network.superblock.preconfirmation.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;
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
import network.superblock.preconfirmation.ssz.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preconfirmation section 7: catch-up, which is a pure function. */
class Section7CatchUpTest {

  private static final PeerId HONEST = peer(1);
  private static final PeerId LIAR = peer(2);
  private static final CatchUp RULES =
      new CatchUp(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(30));

  private CatchUpState state = CatchUpState.initial();

  @Test
  void goesFromIdleToLive() {
    assertThat(on(new PeerJoined(HONEST))).isEmpty();
    assertThat(on(new ExecutionSynced(number(0))))
        .containsExactly(
            new Announce(new HeadSyncStatus.Discovering()),
            new AskHead(HONEST),
            new StartTimer(1, Duration.ofSeconds(30)));
    assertThat(on(new HeadAnswered(HONEST, number(300))))
        .containsExactly(syncing(0, 300), new AskPage(HONEST, number(1)));
    assertThat(on(new PageJudged(HONEST, number(256))))
        .containsExactly(syncing(256, 300), new AskPage(HONEST, number(257)));
    assertThat(on(new PageJudged(HONEST, number(300)))).contains(live(300));
    assertThat(state).isInstanceOf(CatchUpState.Live.class);
    assertThat(on(new LocalAdvanced(number(301)))).containsExactly(live(301));
  }

  @Test
  void looksAroundWhenAParentIsMissing() {
    join(HONEST);
    on(new ExecutionSynced(number(5)));
    on(new HeadAnswered(HONEST, number(5)));
    assertThat(on(new ParentMissing())).contains(new AskHead(HONEST));
    assertThat(on(new HeadAnswered(HONEST, number(7)))).contains(new AskPage(HONEST, number(6)));
    assertThat(on(new ParentMissing())).as("it is being fetched").isEmpty();
  }

  @Test
  void goesBackWithTheChain() {
    join(HONEST);
    on(new ExecutionSynced(number(5)));
    on(new HeadAnswered(HONEST, number(5)));
    assertThat(on(new LocalAdvanced(number(3)))).containsExactly(live(3));
    assertThat(on(new HeadAnswered(HONEST, number(5)))).contains(new AskPage(HONEST, number(4)));
  }

  @Test
  void aLyingHeadStopsNobody() {
    join(HONEST, LIAR);
    on(new ExecutionSynced(number(0)));
    on(new HeadAnswered(LIAR, number(1_000_000)));
    assertThat(on(new HeadAnswered(HONEST, number(10)))).contains(new AskPage(HONEST, number(1)));
    assertThat(on(new PageJudged(HONEST, number(10)))).contains(new AskPage(LIAR, number(11)));
    assertThat(on(new PageJudged(LIAR, number(10))))
        .contains(new ReportGap(number(10), number(1_000_000)), live(10));
    assertThat(state).isInstanceOf(CatchUpState.Live.class);
  }

  @Test
  void backsOffAndAsksAnotherPeerWhenThereIsNoProgress() {
    join(HONEST, LIAR);
    on(new ExecutionSynced(number(0)));
    on(new HeadAnswered(LIAR, number(10)));
    on(new HeadAnswered(HONEST, number(10)));
    var first = asked();
    var timer = timer(on(new PageFailed(first, number(0))));
    assertThat(timer.delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(on(new TimerFired(timer.timer() - 1))).as("a late timer").isEmpty();
    on(new TimerFired(timer.timer()));
    assertThat(asked()).isNotEqualTo(first);
  }

  @Test
  void asksLessAndLessOftenWhileNobodyShowsWhatIsMissing() {
    join(LIAR);
    var delays = new ArrayList<Duration>();
    on(new ExecutionSynced(number(0)));
    for (var i = 0; i < 9; i++) {
      on(new HeadAnswered(LIAR, number(10)));
      var again = timer(on(new PageJudged(LIAR, number(0))));
      delays.add(again.delay());
      on(new TimerFired(again.timer()));
    }
    assertThat(delays)
        .isSorted()
        .startsWith(Duration.ofSeconds(1))
        .endsWith(Duration.ofSeconds(30));
  }

  @Test
  void looksFurtherBackAfterAFailure() {
    join(HONEST, LIAR);
    on(new ExecutionSynced(number(100)));
    on(new HeadAnswered(LIAR, number(110)));
    on(new HeadAnswered(HONEST, number(110)));
    var timer = timer(on(new PageJudged(asked(), number(100))));
    assertThat(on(new TimerFired(timer.timer())))
        .anyMatch(effect -> effect instanceof AskPage page && page.start().equals(number(85)));
  }

  @Test
  void doesNotBlameAPeerForItsOwnStorage() {
    join(HONEST);
    on(new ExecutionSynced(number(0)));
    on(new HeadAnswered(HONEST, number(10)));
    var timer = timer(on(new PageNotJudged(HONEST, number(3))));
    assertThat(on(new TimerFired(timer.timer()))).contains(new AskPage(HONEST, number(4)));
  }

  @Test
  void whatGossipBroughtMeanwhileIsNoGap() {
    join(HONEST);
    on(new ExecutionSynced(number(0)));
    on(new HeadAnswered(HONEST, number(10)));
    assertThat(on(new PageFailed(HONEST, number(10)))).contains(live(10));
  }

  @Test
  void silentPeersAreNotTheOnlyOnesAsked() {
    for (var seed = 1; seed <= 20; seed++) join(peer(seed));
    var asked = new HashSet<PeerId>();
    var effects = on(new ExecutionSynced(number(0)));
    for (var round = 0; round < 3; round++) {
      for (var effect : effects) if (effect instanceof AskHead ask) asked.add(ask.peer());
      effects = on(new TimerFired(timer(effects).timer()));
    }
    assertThat(asked).hasSize(20);
  }

  @Test
  void isLiveAtOnceWhereNothingIsMissing() {
    join(HONEST);
    on(new ExecutionSynced(number(7)));
    assertThat(on(new HeadAnswered(HONEST, number(7)))).contains(live(7));
    assertThat(on(new PeerJoined(LIAR))).containsExactly(new AskHead(LIAR));
    assertThat(on(new HeadAnswered(LIAR, number(9)))).contains(new AskPage(LIAR, number(8)));
  }

  @Test
  void beginsAgainAfterAReorganisation() {
    join(HONEST);
    on(new ExecutionSynced(number(7)));
    on(new HeadAnswered(HONEST, number(7)));
    assertThat(on(new Reorganised(number(4)))).contains(new AskHead(HONEST));
    assertThat(on(new HeadAnswered(HONEST, number(7)))).contains(new AskPage(HONEST, number(5)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neverStandsStill(long seed) {
    var random = new Random(seed);
    var peers = List.of(peer(1), peer(2), peer(3), peer(4));
    var timers = new TreeMap<Long, Boolean>();
    for (var effect : on(new ExecutionSynced(number(0))))
      if (effect instanceof StartTimer started) timers.put(started.timer(), true);
    for (var i = 0; i < 5000; i++) {
      var some = peers.get(random.nextInt(4));
      var height = number(random.nextInt(1000));
      var event =
          switch (random.nextInt(9)) {
            case 0 -> new PeerJoined(some);
            case 1 -> new PeerLeft(some);
            case 2 -> new HeadAnswered(some, height);
            case 3 -> new HeadFailed(some);
            case 4 -> new PageJudged(some, height);
            case 5 ->
                random.nextBoolean()
                    ? new PageFailed(some, height)
                    : new PageNotJudged(some, height);
            case 6 -> new LocalAdvanced(height);
            case 7 -> new Reorganised(height);
            default -> new TimerFired(random.nextLong(timers.size() + 2L));
          };
      for (var effect : on(event))
        if (effect instanceof StartTimer started) timers.put(started.timer(), true);
      if (state instanceof CatchUpState.Running running) {
        var waitsForAPage = running instanceof CatchUpState.Syncing s && s.asked().isPresent();
        assertThat(waitsForAPage || timers.containsKey(running.timer()))
            .as("something will wake it: %s", running)
            .isTrue();
      }
    }
  }

  private List<CatchUpEffect> on(CatchUpEvent event) {
    var step = RULES.on(state, event);
    state = step.state();
    return step.effects();
  }

  private void join(PeerId... peers) {
    for (var peer : peers) on(new PeerJoined(peer));
  }

  private PeerId asked() {
    return ((CatchUpState.Syncing) state).asked().orElseThrow();
  }

  private static StartTimer timer(List<CatchUpEffect> effects) {
    return effects.stream()
        .filter(StartTimer.class::isInstance)
        .map(StartTimer.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Announce syncing(long local, long remote) {
    return new Announce(new HeadSyncStatus.Syncing(number(local), number(remote)));
  }

  private static Announce live(long head) {
    return new Announce(new HeadSyncStatus.Live(number(head)));
  }

  private static UInt256 number(long value) {
    return UInt256.of(value);
  }

  private static PeerId peer(int seed) {
    var bytes = new byte[32];
    bytes[0] = (byte) seed;
    return Identity.ed25519(Bytes.wrap(bytes)).peerId();
  }
}
