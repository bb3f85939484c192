package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.KEY;
import static network.superblock.preconfirmation.Samples.OTHER_KEY;
import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.lookahead.Lookahead;
import network.superblock.preconfirmation.lookahead.NoopLookahead;
import network.superblock.preconfirmation.lookahead.Turn;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.Faults;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.LinkRule;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import org.junit.jupiter.api.Test;

/** Preconfirmation sections 5 to 7: what is kept, in which order, and what a failure may cost. */
class IntakeTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Lookahead ANYTIME = new NoopLookahead(KEY.address());
  private static final SdkConfig CONFIG = SdkConfig.forChain(Samples.CHAIN, Samples.SLASHER);
  private static final PeerId PEER = Identity.generate().peerId();

  private final PreconfirmationStorage real = new MemoryStorage(CONFIG.caches());
  private final EventBus bus = new EventBus(4096);
  private final Subscription told = bus.subscribe();
  private Lookahead lookahead = ANYTIME;

  @Test
  void aChildWhoseStoringFailsIsKeptLater() {
    var blocks = chain(3);
    var intake = intake(Faults.onceIn("storeCommitment", 2).in(real));
    confirmZero(intake);
    gossip(intake, blocks.get(2));
    gossip(intake, blocks.get(1));
    gossip(intake, blocks.get(0));
    intake.housekeep();
    assertThat(kept()).containsExactlyElementsOf(blocks);
    assertThat(acceptances()).as("each once, in order").containsExactlyElementsOf(blocks);
  }

  @Test
  void aChildIsReleasedThoughTheProcessEndedBeforeItsTurn() {
    var blocks = chain(2);
    var intake = intake(real);
    confirmZero(intake);
    gossip(intake, blocks.get(1));
    // The parent is kept, and the process ends before it looks for children.
    real.storeCommitment(known(blocks.get(0)));
    intake(real).housekeep();
    assertThat(kept()).containsExactlyElementsOf(blocks);
  }

  @Test
  void whatAForgerSignedDoesNotKeepTheGenuineOneOut() {
    lookahead = (_, _) -> new Turn.Unknown();
    var intake = intake(real);
    confirmZero(intake);
    var genuine = chain(1).getFirst();
    gossip(intake, signed(genuine.preconfirmation(), OTHER_KEY));
    gossip(intake, genuine);
    lookahead = ANYTIME;
    intake.housekeep();
    assertThat(kept()).containsExactly(genuine);
  }

  @Test
  void whatWasNotKeptBindsNobody() {
    var intake = intake(Faults.onceIn("storeCommitment", 1).in(real));
    confirmZero(intake);
    var lost = chain(1).getFirst();
    assertThatThrownBy(() -> gossip(intake, lost)).isInstanceOf(SdkException.Storage.class);
    var rival = signed(preconfirmation(1, hash(8)), KEY);
    assertThat(gossip(intake, rival).isValid()).isTrue();
    assertThat(kept()).containsExactly(rival);
  }

  @Test
  void aFailedReorganisationLosesNothing() {
    var blocks = chain(5);
    for (var n = 1; n < 40; n++) {
      var storage = new MemoryStorage(CONFIG.caches());
      confirmZero(intake(storage));
      for (var block : blocks) gossip(intake(storage), block);
      var faults = Faults.once(n, Faults.Fate.NOT_DONE);
      try {
        intake(faults.in(storage)).reorganise(UInt256.of(2));
      } catch (SdkException.Storage _) {
        assertThat(faults.calls()).isEqualTo(n);
      }
      assertThat(keptIn(storage)).as("call %d failed", n).containsExactlyElementsOf(blocks);
      assertThat(storage.head().blockNumber()).isEqualTo(UInt256.of(5));
    }
  }

  @Test
  void whatCannotBeJudgedAfterAReorganisationWaits() {
    var blocks = chain(4);
    var intake = intake(real);
    confirmZero(intake);
    for (var block : blocks) gossip(intake, block);
    lookahead = (_, _) -> new Turn.Unknown();
    intake.reorganise(UInt256.of(3));
    assertThat(kept()).containsExactlyElementsOf(blocks.subList(0, 2));
    assertThat(real.head().blockNumber()).isEqualTo(UInt256.of(2));
    lookahead = ANYTIME;
    intake.housekeep();
    assertThat(kept()).containsExactlyElementsOf(blocks);
    assertThat(real.head().blockNumber()).isEqualTo(UInt256.of(4));
  }

  @Test
  void aReorganisationTellsTheHeadAndRepeatsNothing() {
    var blocks = chain(4);
    var intake = intake(real);
    confirmZero(intake);
    for (var block : blocks) gossip(intake, block);
    var fourth = UInt256.of(1_000_004);
    lookahead =
        (time, end) -> time.equals(fourth) ? new Turn.Impossible() : ANYTIME.turnOf(time, end);
    intake.reorganise(UInt256.of(2));
    assertThat(kept()).containsExactlyElementsOf(blocks.subList(0, 3));
    assertThat(acceptances()).containsExactlyElementsOf(blocks);
    assertThat(drained.stream().filter(SdkEvent.HeadChanged.class::isInstance).toList())
        .endsWith(new SdkEvent.HeadChanged(PreconfHead.of(blocks.get(2).preconfirmation())));
  }

  @Test
  void theProofOfAnEquivocationOutlivesTheFirstPromise() {
    var first = chain(1).getFirst();
    var intake = intake(real);
    confirmZero(intake);
    gossip(intake, first);
    lookahead = (_, _) -> new Turn.Impossible();
    intake.reorganise(UInt256.of(1));
    lookahead = ANYTIME;
    assertThat(kept()).isEmpty();
    var rival = signed(preconfirmation(1, hash(8)), KEY);
    assertThat(gossip(intake, rival).reason()).isEqualTo(Reason.EQUIVOCATION);
    assertThat(real.evidence(10))
        .extracting(proof -> List.of(proof.first(), proof.second()))
        .containsExactly(List.of(first, rival));
  }

  @Test
  void manyThatNeverGetAScheduleDoNotHideTheOneThatDoes() {
    lookahead = (_, _) -> new Turn.Unknown();
    var intake = intake(real);
    confirmZero(intake);
    var genuine = chain(1).getFirst();
    for (var i = 0; i < 300; i++) gossip(intake, signed(preconfirmation(1, hash(i)), OTHER_KEY));
    gossip(intake, signed(preconfirmation(1, Samples.GENESIS), KEY));
    lookahead = (time, end) -> new Turn.Unknown();
    var end = genuine.preconfirmation().submissionWindowEnd();
    var late = signed(preconfirmation(2, genuine.preconfirmation().hash()), KEY);
    gossip(intake, late);
    lookahead =
        (time, _) ->
            time.equals(late.preconfirmation().timestamp())
                ? new Turn.Known(KEY.address(), end)
                : new Turn.Unknown();
    real.storeCommitment(known(genuine));
    for (var i = 0; i < 3; i++) intake.housekeep();
    assertThat(kept()).containsExactly(genuine, late);
  }

  @Test
  void aFailureBehindACommitmentDoesNotUndoItsAcceptance() {
    var blocks = chain(2);
    var intake = intake(Faults.onceIn("pendingChildren", 1).in(real));
    confirmZero(intake);
    gossip(intake, blocks.get(1));
    assertThat(gossip(intake, blocks.get(0)).isValid()).isTrue();
    intake.housekeep();
    assertThat(kept()).containsExactlyElementsOf(blocks);
  }

  @Test
  void aCommitmentThatCameASecondWayIsToldOnce() {
    var block = chain(1).getFirst();
    lookahead = (_, _) -> new Turn.Unknown();
    var intake = intake(real);
    confirmZero(intake);
    gossip(intake, block);
    lookahead = ANYTIME;
    gossip(intake, block);
    intake.housekeep();
    assertThat(acceptances()).containsExactly(block);
    assertThat(real.size().pending()).isZero();
  }

  private final List<SdkEvent> drained = new ArrayList<>();

  private List<SignedCommitment> acceptances() {
    try {
      for (var event = told.nextEvent(Duration.ZERO);
          event.isPresent();
          event = told.nextEvent(Duration.ZERO)) drained.add(event.get());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return drained.stream()
        .filter(SdkEvent.CommitmentAccepted.class::isInstance)
        .map(event -> ((SdkEvent.CommitmentAccepted) event).commitment().signed())
        .toList();
  }

  private List<SignedCommitment> kept() {
    return keptIn(real);
  }

  private static List<SignedCommitment> keptIn(PreconfirmationStorage storage) {
    return storage.commitments(UInt256.ZERO, 100).stream().map(KnownCommitment::signed).toList();
  }

  private Intake intake(PreconfirmationStorage storage) {
    Lookahead now = (time, end) -> lookahead.turnOf(time, end);
    var rules = new CommitmentRules(CONFIG, now, LinkRule.DEFAULT);
    return new Intake(rules, storage, bus, () -> NOW, Duration.ofMinutes(10));
  }

  private static void confirmZero(Intake intake) {
    intake.confirm(ConfirmedTip.at(0));
  }

  private static ValidationOutcome gossip(Intake intake, SignedCommitment signed) {
    var recovered = (Recovery.Signed) Samples.SIGNATURES.recover(signed);
    return intake.commitment(recovered, Optional.of(PEER), Origin.GOSSIP);
  }

  private static KnownCommitment known(SignedCommitment signed) {
    return KnownCommitment.of(KEY.address(), signed);
  }
}
