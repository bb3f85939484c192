package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.validation.ValidationOutcome.carriedOn;
import static network.superblock.preconfirmation.validation.ValidationOutcome.ignored;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.Equivocation;
import network.superblock.preconfirmation.storage.Keeping;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.PendingCommitment;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.TxListRules;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import network.superblock.preconfirmation.validation.ValidationOutcome.Status;
import network.superblock.protocol.Hash32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges, keeps and links what comes in, whichever way it came. Confined to the worker's thread,
 * and the storage's only writer.
 */
final class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final int REPLAYED_AT_ONCE = 256;
  private static final Duration SEEN_PRUNING = Duration.ofSeconds(10);

  private final CommitmentRules rules;
  private final PreconfirmationStorage storage;
  private final EventBus events;
  private final InstantSource clock;
  private final Duration pendingTtl;
  private PreconfHead announced = PreconfHead.NONE;
  private Instant seenPruned = Instant.EPOCH;
  private boolean isPruned;
  private int skipped;

  Intake(
      CommitmentRules rules,
      PreconfirmationStorage storage,
      EventBus events,
      InstantSource clock,
      Duration pendingTtl) {
    this.rules = rules;
    this.storage = storage;
    this.events = events;
    this.clock = clock;
    this.pendingTtl = pendingTtl;
  }

  /** Judges a commitment whose form is right; whatever waited for it is judged after it. */
  ValidationOutcome commitment(Recovery.Signed recovered, Optional<PeerId> from, Origin origin) {
    var known = KnownCommitment.of(recovered.signer(), recovered.canonical());
    var stored = storage.commitment(known.hash());
    if (stored.isPresent() && stored.get().signer().equals(known.signer()))
      return known(recovered, known);
    var outcome = judge(known);
    switch (outcome.status()) {
      case VALID -> {
        outcome = keep(known, Optional.empty(), origin, outcome);
        if (outcome.isValid()) release(known.hash());
      }
      case PENDING -> waitWith(known, outcome.reason(), from);
      case IGNORED, INVALID -> {}
    }
    return recovered.malleated() && outcome.isValid()
        ? ValidationOutcome.validHere(Reason.MALLEATED)
        : outcome;
  }

  /**
   * It is kept, perhaps because its other form came first, which went no further than here: whoever
   * is behind this node would never hear of it if the genuine one stopped here as well.
   */
  private ValidationOutcome known(Recovery.Signed recovered, KnownCommitment known) {
    var maySend = !recovered.malleated() && judge(known).equals(ValidationOutcome.valid());
    return maySend ? carriedOn(Reason.DUPLICATE) : ignored(Reason.DUPLICATE);
  }

  /**
   * Keeps what this node is to publish, with its list, when every peer would accept it; else does
   * nothing but note a contradiction: what is refused binds nobody and does not wait. What was kept
   * before is a {@link Reason#DUPLICATE}. What is {@link Reason#TOO_LATE} to be told is kept and
   * served: what comes after it has it for a parent.
   */
  ValidationOutcome publish(Recovery.Signed recovered, Optional<RawTxList> list) {
    if (recovered.malleated()) return ignored(Reason.MALLEATED);
    var known = KnownCommitment.of(recovered.signer(), recovered.canonical());
    var outcome = judge(known);
    if (!outcome.equals(ValidationOutcome.valid())) return refusal(outcome);
    var kept = keep(known, list, Origin.LOCAL, outcome);
    if (kept.isValid()) release(known.hash());
    var isToldOf = kept.isValid() || kept.reason() == Reason.DUPLICATE;
    return isToldOf && isOver(known.preconfirmation()) ? ignored(Reason.TOO_LATE) : kept;
  }

  /** Whether its slot has ended. */
  boolean isOver(Preconfirmation promised) {
    var now = UInt256.of(Math.max(clock.instant().getEpochSecond(), 0));
    return !promised.submissionWindowEnd().isAfter(now);
  }

  private static ValidationOutcome refusal(ValidationOutcome outcome) {
    return outcome.isValid() ? ignored(outcome.reason()) : outcome;
  }

  private ValidationOutcome judge(KnownCommitment known) {
    var parent = storage.commitment(known.preconfirmation().parentPreconfirmationHash());
    return rules.judge(known, parent, storage.confirmedTip());
  }

  /** Keeps a list that {@link TxListRules} found valid. */
  ValidationOutcome txList(RawTxList list, Origin origin) {
    return switch (storage.storeTxList(list)) {
      case KEPT -> {
        tellOf(list, origin);
        yield ValidationOutcome.valid();
      }
      case KEPT_BEFORE -> ignored(Reason.DUPLICATE);
      case NO_ROOM -> ignored(Reason.BACKPRESSURE);
    };
  }

  /** Takes note of what L1 has decided, and forgets what is below. */
  void confirm(ConfirmedTip tip) {
    storage.setConfirmedTip(tip);
    isPruned = false;
    housekeep();
  }

  /**
   * Judges everything from a block on again, after L1 changed below it. What stands stays, what
   * cannot be judged now waits, what is wrong now goes.
   *
   * @return the highest block that still stands
   */
  PreconfHead reorganise(UInt256 first) {
    var rewind = new Reverification(rules, storage).from(first, clock.instant());
    storage.rewind(rewind);
    log.debug("{} promises gone, {} waiting", rewind.gone().size(), rewind.waiting().size());
    announce(rewind.head());
    return rewind.head();
  }

  /**
   * What time alone changes: what waited too long goes, what the schedule now knows comes. And what
   * a failure or the end of the process left undone. What fails is done the next time.
   */
  void housekeep() {
    var failures = new ArrayList<SdkException.Storage>();
    List<Runnable> duties =
        List.of(
            this::prune,
            this::prunePending,
            this::retrySchedule,
            this::releaseReady,
            () -> announce(storage.head()));
    for (var duty : duties) {
      try {
        duty.run();
      } catch (SdkException.Storage e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) warn("housekeeping", failures.getFirst());
  }

  private void prune() {
    var now = clock.instant();
    if (!isPruned) {
      storage.confirmedTip().ifPresent(tip -> storage.prune(tip.blockNumber(), now));
      isPruned = true;
    }
    if (now.isBefore(seenPruned.plus(SEEN_PRUNING))) return;
    storage.pruneSeen(now);
    seenPruned = now;
  }

  private void prunePending() {
    var upTo = storage.confirmedTip().map(ConfirmedTip::blockNumber);
    storage.prunePending(upTo, clock.instant().minus(pendingTtl));
  }

  /** Some at a time, all in turn: those that never get a schedule must not hide the others. */
  private void retrySchedule() {
    var some = storage.pendingSchedule(skipped, REPLAYED_AT_ONCE);
    var staying = 0;
    for (var pending : some) {
      if (rules.judgeTurn(pending.commitment()).status() == Status.PENDING) staying++;
      else retry(pending);
    }
    skipped = some.size() < REPLAYED_AT_ONCE ? 0 : skipped + staying;
  }

  private void releaseReady() {
    for (var pending : storage.pendingReady(REPLAYED_AT_ONCE)) retry(pending);
  }

  private ValidationOutcome keep(
      KnownCommitment known, Optional<RawTxList> list, Origin origin, ValidationOutcome outcome) {
    return switch (storage.storeCommitment(known, list)) {
      case Keeping.Kept(var head, var withNewList) -> {
        if (withNewList) list.ifPresent(sent -> tellOf(sent, origin));
        events.publish(new SdkEvent.CommitmentAccepted(known, origin));
        announce(head);
        yield outcome;
      }
      case Keeping.KeptBefore(var withNewList) -> {
        if (withNewList) list.ifPresent(sent -> tellOf(sent, origin));
        yield ignored(Reason.DUPLICATE);
      }
      case Keeping.Contradicts(var first) -> {
        report(new Equivocation(known.promise(), first, known.signed()));
        yield ignored(Reason.EQUIVOCATION);
      }
      case Keeping.NoRoom _ -> ignored(Reason.BACKPRESSURE);
    };
  }

  private void tellOf(RawTxList list, Origin origin) {
    events.publish(new SdkEvent.TxListAccepted(list.hash(), list.txList().size(), origin));
  }

  private void announce(PreconfHead head) {
    if (head.equals(announced)) return;
    announced = head;
    events.publish(new SdkEvent.HeadChanged(head));
  }

  private void report(Equivocation proof) {
    storage.addEvidence(proof);
    events.publish(new SdkEvent.EquivocationFound(proof));
  }

  private void waitWith(KnownCommitment known, Reason reason, Optional<PeerId> from) {
    var peer = from.map(PeerId::toString).orElse("");
    var missing = Reverification.missing(reason);
    storage.addPending(new PendingCommitment(known, missing, peer, clock.instant()));
    events.publish(new SdkEvent.CommitmentPending(known, reason));
  }

  /**
   * Judges what waited for a promise, then what waited for that, and so on. The promise is kept
   * whatever happens here, and housekeeping comes back to what is left.
   */
  private void release(Hash32 parent) {
    var parents = new ArrayDeque<Hash32>();
    parents.add(parent);
    try {
      while (!parents.isEmpty()) {
        for (var child : storage.pendingChildren(parents.removeFirst())) {
          if (isKeptNow(child)) parents.add(child.commitment().hash());
        }
      }
    } catch (SdkException.Storage e) {
      warn("what waited for " + parent, e);
    }
  }

  /** Without a stack trace: it comes again several times a second while the storage is away. */
  private static void warn(String what, SdkException.Storage failure) {
    log.warn(
        "{} waits for the storage: {}, {}",
        what,
        failure.getMessage(),
        String.valueOf(failure.getCause()));
  }

  private void retry(PendingCommitment pending) {
    if (isKeptNow(pending)) release(pending.commitment().hash());
  }

  /** It waits until it is kept or refused: a failure before that leaves it waiting. */
  private boolean isKeptNow(PendingCommitment pending) {
    var known = pending.commitment();
    var outcome = judge(known);
    return switch (outcome.status()) {
      case PENDING -> {
        var missing = Reverification.missing(outcome.reason());
        if (missing != pending.missing())
          storage.addPending(
              new PendingCommitment(known, missing, pending.peer(), pending.since()));
        yield false;
      }
      case VALID -> {
        var kept = keep(known, Optional.empty(), Origin.GOSSIP, outcome);
        if (!kept.isValid()) storage.removePending(known);
        yield kept.isValid();
      }
      case IGNORED, INVALID -> {
        storage.removePending(known);
        yield false;
      }
    };
  }
}
