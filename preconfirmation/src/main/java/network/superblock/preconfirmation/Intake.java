package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.validation.ValidationOutcome.ignored;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.Equivocation;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.PendingCommitment;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.TxListRules;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import network.superblock.protocol.Hash32;

/**
 * Judges, keeps and links what comes in, whichever way it came. Confined to the worker's thread,
 * and the storage's only writer.
 */
final class Intake {

  private static final int REPLAYED_AT_ONCE = 256;

  private final CommitmentRules rules;
  private final PreconfirmationStorage storage;
  private final EventBus events;
  private final InstantSource clock;
  private final Duration pendingTtl;

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
      return ignored(Reason.DUPLICATE);
    var outcome = judge(known);
    switch (outcome.status()) {
      case VALID -> {
        outcome = keep(known, origin, outcome);
        if (outcome.isValid()) release(known.hash());
      }
      case PENDING -> waitWith(known, outcome.reason(), from);
      case IGNORED, INVALID -> {}
    }
    return recovered.malleated() && outcome.isValid()
        ? ValidationOutcome.validHere(Reason.MALLEATED)
        : outcome;
  }

  /** Judges without keeping anything, for whoever wants to publish. */
  ValidationOutcome judge(KnownCommitment known) {
    var parent = storage.commitment(known.preconfirmation().parentPreconfirmationHash());
    return rules.judge(known, parent, storage.confirmedTip());
  }

  ValidationOutcome txList(RawTxList list, Origin origin) {
    if (storage.txList(list.hash()).isPresent()) return ignored(Reason.DUPLICATE);
    var outcome = TxListRules.judge(list);
    if (!outcome.isValid()) return outcome;
    if (!storage.storeTxList(list)) return ignored(Reason.BACKPRESSURE);
    events.publish(new SdkEvent.TxListAccepted(list.hash(), list.txList().size(), origin));
    return outcome;
  }

  /** Takes note of what L1 has decided, and forgets what is below. */
  void confirm(ConfirmedTip tip) {
    storage.setConfirmedTip(tip);
    storage.prune(tip.blockNumber(), clock.instant());
    if (tip.blockNumber().isAfter(storage.head().blockNumber())) {
      setHead(new PreconfHead(tip.blockNumber(), UInt256.ZERO));
    }
    housekeep();
    for (var child : storage.pendingAt(tip.blockNumber().next())) retry(child);
  }

  /**
   * Judges everything from a block on again, after L1 changed below it.
   *
   * @return the highest block that still stands
   */
  UInt256 reorganise(UInt256 first) {
    var again = storage.removeFrom(first);
    var below = storage.latestBelow(first);
    storage.setHead(
        below.map(known -> PreconfHead.of(known.preconfirmation())).orElse(PreconfHead.NONE));
    for (var known : again) {
      var outcome = judge(known);
      if (outcome.isValid()) keep(known, Origin.LOCAL, outcome);
    }
    return storage.head().blockNumber();
  }

  /** What time alone changes: what waited too long goes, what the schedule now knows comes. */
  void housekeep() {
    var upTo = storage.confirmedTip().map(ConfirmedTip::blockNumber).orElse(UInt256.ZERO);
    storage.prunePending(upTo, clock.instant().minus(pendingTtl));
    retrySchedule();
  }

  private void retrySchedule() {
    for (var pending : storage.pendingSchedule(REPLAYED_AT_ONCE)) retry(pending);
  }

  private ValidationOutcome keep(KnownCommitment known, Origin origin, ValidationOutcome outcome) {
    var other = storage.bind(known.promise(), known.hash());
    if (other.isPresent()) {
      report(known, other.get());
      return ignored(Reason.EQUIVOCATION);
    }
    storage.storeCommitment(known);
    events.publish(new SdkEvent.CommitmentAccepted(known, origin));
    if (known.blockNumber().compareTo(storage.head().blockNumber()) >= 0)
      setHead(PreconfHead.of(known.preconfirmation()));
    return outcome;
  }

  private void setHead(PreconfHead head) {
    if (head.equals(storage.head())) return;
    storage.setHead(head);
    events.publish(new SdkEvent.HeadChanged(head));
  }

  private void report(KnownCommitment second, Hash32 first) {
    storage
        .commitment(first)
        .ifPresent(kept -> {
          var proof = new Equivocation(second.promise(), kept.signed(), second.signed());
          storage.addEvidence(proof);
          events.publish(new SdkEvent.EquivocationFound(proof));
        });
  }

  private void waitWith(KnownCommitment known, Reason reason, Optional<PeerId> from) {
    var missing =
        reason == Reason.MISSING_PARENT
            ? PendingCommitment.Missing.PARENT
            : PendingCommitment.Missing.SCHEDULE;
    var peer = from.map(PeerId::toString).orElse("");
    storage.addPending(new PendingCommitment(known, missing, peer, clock.instant()));
    events.publish(new SdkEvent.CommitmentPending(known, reason));
  }

  /** Judges what waited for a promise, then what waited for that, and so on. */
  private void release(Hash32 parent) {
    var parents = new ArrayDeque<Hash32>();
    parents.add(parent);
    while (!parents.isEmpty()) {
      for (var child : storage.pendingChildren(parents.removeFirst())) {
        if (isKeptNow(child)) parents.add(child.commitment().hash());
      }
    }
  }

  private void retry(PendingCommitment pending) {
    if (isKeptNow(pending)) release(pending.commitment().hash());
  }

  private boolean isKeptNow(PendingCommitment pending) {
    var known = pending.commitment();
    var outcome = judge(known);
    if (outcome.status() == ValidationOutcome.Status.PENDING) {
      waitOtherwise(pending, outcome.reason());
      return false;
    }
    storage.removePending(known.hash());
    return outcome.isValid() && keep(known, Origin.GOSSIP, outcome).isValid();
  }

  private void waitOtherwise(PendingCommitment pending, Reason reason) {
    var missing =
        reason == Reason.MISSING_PARENT
            ? PendingCommitment.Missing.PARENT
            : PendingCommitment.Missing.SCHEDULE;
    if (missing == pending.missing()) return;
    storage.removePending(pending.commitment().hash());
    storage.addPending(
        new PendingCommitment(pending.commitment(), missing, pending.peer(), pending.since()));
  }
}
