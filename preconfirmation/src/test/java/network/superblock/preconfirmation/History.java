package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.KEY;
import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.lookahead.Turn;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.PendingCommitment;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.storage.StorageSize;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.LinkRule;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import network.superblock.preconfirmation.validation.ValidationOutcome.Status;

/**
 * What happens to a node, always the same: it publishes, hears gossip, catches up, follows a
 * reorganisation and its end, and prunes, on a storage that may fail. Whoever gets no answer asks
 * again: a user at once, peers when the node catches up.
 */
final class History {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SdkConfig CONFIG = SdkConfig.forChain(Samples.CHAIN, Samples.SLASHER);
  private static final PeerId PEER = Identity.generate().peerId();
  private static final List<SignedCommitment> BLOCKS = chain(8);
  private static final SignedCommitment ORPHAN = signed(preconfirmation(7, hash(5)), KEY);
  private static final SignedCommitment RIVAL = rivalOf(3);
  private static final SignedCommitment LATER_RIVAL = rivalOf(4);

  /** The time of block 6, which a reorganisation makes impossible for a while. */
  private static final UInt256 IMPOSSIBLE = UInt256.of(1_000_006);

  /** What a storage holds in the end, as far as anybody can ask. */
  record Contents(
      List<KnownCommitment> commitments,
      PreconfHead head,
      Optional<ConfirmedTip> tip,
      Set<String> pending,
      Set<String> evidence,
      List<Boolean> lists,
      Set<String> missing,
      StorageSize size) {}

  /** What a node does when its storage failed. */
  enum After {
    /** It goes on. */
    GOES_ON,
    /** It ends there, and another process begins with what is durable. */
    IS_RESTARTED
  }

  private final Supplier<PreconfirmationStorage> real;
  private final PreconfirmationStorage failing;
  private final After after;
  private final EventBus events = new EventBus(4096);
  private final Subscription told = events.subscribe();
  private final Set<Preconfirmation> taken = new HashSet<>();
  private Intake intake;
  private UInt256 lowestUnknown = UInt256.of(Long.MAX_VALUE);
  private boolean isSixImpossible;

  /**
   * @param real the storage as it is, opened anew
   * @param failing the same, failing now and then
   */
  History(Supplier<PreconfirmationStorage> real, PreconfirmationStorage failing, After after) {
    this.real = real;
    this.failing = failing;
    this.after = after;
    this.intake = begin();
  }

  /** Plays it, and checks on the way that what is refused leaves nothing behind. */
  Contents play(boolean isAnswerLost) {
    insist(() -> confirm(0));
    insist(() -> publish(1));
    hear(block(3));
    hearList(2);
    hear(block(2));
    for (var number = 4; number <= 6; number++) hear(block(number));
    for (var number = 4; number <= 5; number++) hearList(number);
    refuses(ORPHAN, 7, Reason.MISSING_PARENT, isAnswerLost);
    // Of two rivals the one that comes first binds: these come second.
    if (isKept(4)) refuses(LATER_RIVAL, 4, Reason.EQUIVOCATION, isAnswerLost);
    if (isKept(3)) hear(RIVAL);
    lowestUnknown = UInt256.of(1_000_007);
    hear(block(7));
    lowestUnknown = UInt256.of(Long.MAX_VALUE);
    intake.housekeep();
    nothingIsLost();
    isSixImpossible = true;
    insist(() -> reorganise(5));
    isSixImpossible = false;
    insist(() -> reorganise(5));
    nothingIsLost();
    catchUp();
    insist(() -> publish(8));
    insist(() -> confirm(4));
    intake.housekeep();
    intake.housekeep();
    checkEvents();
    return contents();
  }

  private boolean confirm(long number) {
    intake.confirm(ConfirmedTip.at(number));
    return true;
  }

  private boolean reorganise(long first) {
    intake.reorganise(UInt256.of(first));
    return true;
  }

  private boolean publish(int number) {
    return isIn(intake.publish(recovered(block(number)), Optional.of(txList(number))));
  }

  /** Every peer sends what it has; rivals and lists too. */
  private void catchUp() {
    for (var again = 0; again < 2; again++) {
      for (var number = 1; number <= 7; number++) hear(block(number));
      hear(RIVAL);
      hear(LATER_RIVAL);
      for (var number : new int[] {2, 4, 5}) hearList(number);
      intake.housekeep();
    }
  }

  private void hear(SignedCommitment signed) {
    attempt(() -> intake.commitment(recovered(signed), Optional.of(PEER), Origin.GOSSIP))
        .filter(outcome -> isIn(outcome) || outcome.status() == Status.PENDING)
        .ifPresent(_ -> taken.add(signed.preconfirmation()));
  }

  /** What was taken is kept, or waits for what is not there; but what L1 made impossible. */
  private void nothingIsLost() {
    intake.housekeep();
    intake.housekeep();
    var now = real.get();
    assertThat(now.pendingReady(100)).isEmpty();
    for (var promised : taken) {
      if (promised.timestamp().equals(IMPOSSIBLE)) continue;
      var hash = promised.hash();
      assertThat(now.commitment(hash).isPresent() || waiting(now).contains(hash.toString()))
          .as("block %s", promised.blockNumber())
          .isTrue();
    }
  }

  private void hearList(long number) {
    attempt(() -> isIn(intake.txList(txList(number), Origin.GOSSIP)));
  }

  private void refuses(SignedCommitment signed, long list, Reason reason, boolean isAnswerLost) {
    var before = promisedNow();
    var outcome = attempt(() -> intake.publish(recovered(signed), Optional.of(txList(list))));
    outcome.ifPresent(refused -> assertThat(refused.reason()).isEqualTo(reason));
    if (outcome.isPresent() || !isAnswerLost)
      assertThat(promisedNow()).as("what was refused").isEqualTo(before);
  }

  private boolean isKept(int number) {
    return real.get().commitment(block(number).preconfirmation().hash()).isPresent();
  }

  private List<Object> promisedNow() {
    var now = real.get();
    return List.of(now.allFrom(UInt256.ZERO), now.size(), now.head(), now.missingTxLists(100));
  }

  private static boolean isIn(ValidationOutcome outcome) {
    return outcome.isValid() || outcome.reason() == Reason.DUPLICATE;
  }

  private void insist(Supplier<Boolean> work) {
    for (var tries = 0; tries < 3; tries++) {
      if (attempt(work).orElse(false)) return;
    }
    throw new AssertionError("three times in vain");
  }

  private <T> Optional<T> attempt(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (SdkException.Storage _) {
      if (after == After.IS_RESTARTED) intake = begin();
      return Optional.empty();
    }
  }

  private Intake begin() {
    var rules = new CommitmentRules(CONFIG, this::turnOf, LinkRule.DEFAULT);
    return new Intake(rules, failing, events, () -> NOW, Duration.ofMinutes(10));
  }

  private Turn turnOf(UInt256 time, UInt256 end) {
    if (time.compareTo(lowestUnknown) >= 0) return new Turn.Unknown();
    if (time.equals(IMPOSSIBLE) && isSixImpossible) return new Turn.Impossible();
    return new Turn.Known(KEY.address(), end);
  }

  private Contents contents() {
    var now = real.get();
    return new Contents(
        now.allFrom(UInt256.ZERO),
        now.head(),
        now.confirmedTip(),
        waiting(now),
        evidence(now),
        Stream.of(1, 2, 3, 4, 5, 6, 7, 8)
            .map(number -> now.txList(txList(number).hash()).isPresent())
            .toList(),
        new TreeSet<>(now.missingTxLists(100).stream().map(Object::toString).toList()),
        now.size());
  }

  private static Set<String> waiting(PreconfirmationStorage now) {
    var all = new TreeSet<String>();
    var parents =
        Stream.concat(BLOCKS.stream().map(b -> b.preconfirmation().hash()), Stream.of(hash(5)));
    parents.forEach(parent ->
        now.pendingChildren(parent).stream()
            .map(PendingCommitment::commitment)
            .forEach(commitment -> all.add(commitment.hash().toString())));
    return all;
  }

  private static Set<String> evidence(PreconfirmationStorage now) {
    return new TreeSet<>(
        now.evidence(100).stream()
            .map(proof -> proof.first().encode().toHex() + proof.second().encode().toHex())
            .toList());
  }

  /** Nothing is told twice, but what the reorganisation took out and brought back. */
  private void checkEvents() {
    var accepted = new ArrayList<KnownCommitment>();
    try {
      for (var event = told.nextEvent(Duration.ZERO);
          event.isPresent();
          event = told.nextEvent(Duration.ZERO)) {
        if (event.get() instanceof SdkEvent.CommitmentAccepted(var commitment, var _)
            && commitment.blockNumber().compareTo(UInt256.of(6)) < 0) accepted.add(commitment);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(accepted).doesNotHaveDuplicates();
  }

  private static SignedCommitment rivalOf(int number) {
    var parent = block(number).preconfirmation().parentPreconfirmationHash();
    return signed(preconfirmation(number, parent, 99), KEY);
  }

  private static SignedCommitment block(int number) {
    return BLOCKS.get(number - 1);
  }

  private static Recovery.Signed recovered(SignedCommitment signed) {
    return (Recovery.Signed) Samples.SIGNATURES.recover(signed);
  }
}
