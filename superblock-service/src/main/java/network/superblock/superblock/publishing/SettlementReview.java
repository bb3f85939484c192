package network.superblock.superblock.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.slot.SettlementGate;
import network.superblock.superblock.publishing.Change.Finalized;
import network.superblock.superblock.publishing.Change.Followed;
import network.superblock.superblock.publishing.Change.Included;
import network.superblock.superblock.publishing.Change.Reorged;
import network.superblock.superblock.publishing.Change.RollBackReorgedOut;
import network.superblock.superblock.publishing.Change.RollBackSeen;
import network.superblock.superblock.publishing.Progress.Queued;
import network.superblock.superblock.publishing.Progress.Sent;
import network.superblock.superblock.publishing.Review.Agreed;
import network.superblock.superblock.publishing.Review.Ahead;
import network.superblock.superblock.publishing.Review.Disagreed;

/** Compares what L1 says with where the superblocks stand. */
public final class SettlementReview {

  private SettlementReview() {}

  /** What {@code view} means for {@code standing}. */
  public static Review of(Standing standing, L1View view) {
    if (view.rollBacks() < standing.rollBacks())
      return new Disagreed(
          standing.base().number(),
          "L1 counts %d rollbacks, of which %d were final"
              .formatted(view.rollBacks(), standing.rollBacks()));
    var chain = SettlementChain.of(view, standing.rollBacks());
    // They change everything else: the next look starts from what they leave.
    if (!chain.finalRollBacks().isEmpty()) return new Agreed(List.copyOf(chain.finalRollBacks()));

    var disagreement = disagreement(standing, view, chain.published());
    if (disagreement.isPresent()) return disagreement.get();
    var changes = new ArrayList<>(gateChanges(standing, view.rollBacks()));
    for (var candidate : standing.candidates().values())
      changes.addAll(
          progress(
              candidate,
              Optional.ofNullable(chain.published().get(candidate.number())),
              view.finalized().number()));
    return close(standing, view, changes);
  }

  private static Review close(Standing standing, L1View view, List<Change> changes) {
    // What L1 holds and we do not know yet must be met again.
    if (view.head().number().compareTo(standing.highest()) > 0)
      return new Ahead(changes, standing.highest().next());
    // What it says after its newest block was not asked for.
    var followed = Math.min(view.finalized().number(), view.latest().number());
    if (followed > standing.followed()) changes.add(new Followed(followed));
    return new Agreed(changes);
  }

  /** What the slot service must hear about rollbacks that are not final. */
  private static List<Change> gateChanges(Standing standing, long counted) {
    boolean unsettled = counted > standing.rollBacks();
    return switch (standing.gate()) {
      case SettlementGate.Open _ ->
          unsettled ? List.of(new RollBackSeen(counted)) : List.<Change>of();
      case SettlementGate.Held(var ordinal) when !unsettled ->
          // One that became final was reported as such.
          ordinal > standing.rollBacks() ? List.of(new RollBackReorgedOut(ordinal)) : List.of();
      case SettlementGate.Held(var ordinal) when counted > ordinal ->
          List.of(new RollBackSeen(counted));
      // The remaining one first: whoever holds for it does not open in between.
      case SettlementGate.Held(var ordinal) when counted < ordinal ->
          List.of(new RollBackSeen(counted), new RollBackReorgedOut(ordinal));
      case SettlementGate.Held _ -> List.of();
    };
  }

  private static List<Change> progress(
      Candidate candidate, Optional<SettlementChain.Entry> entry, long finalBlock) {
    var changes = new ArrayList<Change>();
    var number = candidate.number();
    var hash = candidate.hash();
    switch (candidate.progress()) {
      case Queued _, Sent _ ->
          entry.ifPresent(e -> changes.add(new Included(number, hash, e.where())));
      case Progress.Included(var before) -> {
        if (entry.isEmpty()) changes.add(new Reorged(number, hash));
        else if (!entry.get().where().equals(before)) {
          changes.add(new Reorged(number, hash));
          changes.add(new Included(number, hash, entry.get().where()));
        }
      }
    }
    entry
        .filter(e -> e.where().block().number() <= finalBlock)
        .ifPresent(e -> changes.add(new Finalized(number, hash, e.where())));
    return changes;
  }

  private static Optional<Disagreed> disagreement(
      Standing standing,
      L1View view,
      SortedMap<SuperblockNumber, SettlementChain.Entry> published) {
    for (var entry : published.values()) {
      var header = entry.log().header();
      var candidate = standing.candidates().get(header.number());
      var known = standing.hashOf(header.number());
      if (known.filter(hash -> !hash.equals(entry.log().hash())).isPresent())
        return Optional.of(
            new Disagreed(
                header.number(),
                "L1 holds %s where %s belongs".formatted(entry.log().hash(), known.get())));
      if (candidate != null && !candidate.header().equals(header))
        return Optional.of(
            new Disagreed(header.number(), "L1 holds another header under the same hash"));
    }
    // While a rollback is unsettled the head is the one that it leaves.
    return view.rollBacks() > standing.rollBacks() ? Optional.empty() : wrongHead(standing, view);
  }

  private static Optional<Disagreed> wrongHead(Standing standing, L1View view) {
    var head = view.head();
    if (head.number().compareTo(standing.base().number()) < 0)
      return Optional.of(
          new Disagreed(
              head.number().next(),
              "L1 has lost superblocks up to %s that were final"
                  .formatted(standing.base().number())));
    return standing
        .hashOf(head.number())
        .filter(hash -> !hash.equals(head.hash()))
        .map(hash ->
            new Disagreed(
                head.number(), "L1's head is %s where %s belongs".formatted(head.hash(), hash)));
  }
}
