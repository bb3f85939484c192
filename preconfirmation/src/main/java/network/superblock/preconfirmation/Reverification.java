package network.superblock.preconfirmation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.PendingCommitment.Missing;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.storage.Rewind;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.protocol.Hash32;

/**
 * Judges everything from a block on again, after L1 changed below it. It only looks: what follows
 * is one write, so that nothing is lost between taking out and putting back. See preconfirmation
 * section 7.
 */
final class Reverification {

  private final CommitmentRules rules;
  private final PreconfirmationStorage storage;
  private final Optional<ConfirmedTip> tip;
  private final Map<Hash32, KnownCommitment> standing = new HashMap<>();
  private final Map<Hash32, Missing> waiting = new LinkedHashMap<>();
  private final Set<Hash32> gone = new HashSet<>();

  Reverification(CommitmentRules rules, PreconfirmationStorage storage) {
    this.rules = rules;
    this.storage = storage;
    this.tip = storage.confirmedTip();
  }

  /** What L1 has decided is not judged again. */
  Rewind from(UInt256 first, Instant now) {
    var lowest =
        tip.map(decided -> decided.blockNumber().next())
            .filter(next -> next.isAfter(first))
            .orElse(first);
    storage.allFrom(lowest).forEach(this::judge);
    return new Rewind(gone, waiting, now, headBelow(lowest));
  }

  private void judge(KnownCommitment known) {
    var outcome = rules.judge(known, parentOf(known), tip);
    switch (outcome.status()) {
      case VALID -> standing.put(known.hash(), known);
      case PENDING -> waiting.put(known.hash(), missing(outcome.reason()));
      case IGNORED, INVALID -> gone.add(known.hash());
    }
  }

  private Optional<KnownCommitment> parentOf(KnownCommitment known) {
    var parent = known.preconfirmation().parentPreconfirmationHash();
    if (gone.contains(parent) || waiting.containsKey(parent)) return Optional.empty();
    return Optional.ofNullable(standing.get(parent)).or(() -> storage.commitment(parent));
  }

  static Missing missing(Reason reason) {
    return reason == Reason.MISSING_PARENT ? Missing.PARENT : Missing.SCHEDULE;
  }

  private PreconfHead headBelow(UInt256 lowest) {
    var head =
        standing.values().stream()
            .map(known -> PreconfHead.of(known.preconfirmation()))
            .max(PreconfHead.BY_SLOT)
            .or(() -> storage.latestBelow(lowest).map(k -> PreconfHead.of(k.preconfirmation())))
            .orElse(PreconfHead.NONE);
    return tip.map(ConfirmedTip::blockNumber)
        .filter(decided -> decided.isAfter(head.blockNumber()))
        .map(decided -> new PreconfHead(decided, UInt256.ZERO))
        .orElse(head);
  }
}
