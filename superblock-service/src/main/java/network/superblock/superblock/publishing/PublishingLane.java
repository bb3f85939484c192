package network.superblock.superblock.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.superblock.superblock.publishing.Attempt.Delivery;
import network.superblock.superblock.publishing.LaneAction.Publish;
import network.superblock.superblock.publishing.LaneAction.Resend;
import network.superblock.superblock.publishing.LaneAction.WaitForFees;

/**
 * Gives each superblock that L1 lacks its nonce: the first one the account's next, and so on. What
 * was sent, dropped, reverted or reorged out before needs no memory of its own, because L1 itself
 * says which superblock and which nonce come next.
 */
public final class PublishingLane {

  private final LaneRules rules;

  public PublishingLane(LaneRules rules) {
    this.rules = rules;
  }

  /**
   * What to send, in this order; none while a rollback is unsettled.
   *
   * @param attempts the last transaction of each nonce from {@link L1View#nonce} on
   */
  public List<LaneAction> next(Standing standing, L1View view, SortedMap<Nonce, Attempt> attempts) {
    var actions = new ArrayList<LaneAction>();
    if (standing.isHeld() || view.rollBacks() != standing.rollBacks()) return actions;
    var nonce = view.nonce();
    var missing = standing.candidates().tailMap(view.head().number().next()).values();
    for (var candidate : missing.stream().limit(rules.maxInFlight()).toList()) {
      next(candidate, nonce, Optional.ofNullable(attempts.get(nonce)), view)
          .ifPresent(actions::add);
      nonce = nonce.plus(1);
    }
    return actions;
  }

  private Optional<LaneAction> next(
      Candidate candidate, Nonce nonce, Optional<Attempt> before, L1View view) {
    if (before.isEmpty()) return Optional.of(first(candidate, nonce, view));
    var attempt = before.get();
    if (!attempt.superblock().equals(candidate.hash()))
      return Optional.of(replace(candidate, attempt, view));
    var pooled = attempt.delivery() == Delivery.POOLED;
    if (isOverdue(attempt, view) || (!pooled && isOvertaken(attempt, view))) {
      var replacement = replace(candidate, attempt, view);
      // One that may not be raised any more is at least kept alive.
      if (pooled || replacement instanceof Publish) return Optional.of(replacement);
    }
    return pooled ? Optional.empty() : Optional.of(new Resend(attempt));
  }

  private boolean isOverdue(Attempt attempt, L1View view) {
    return view.latest().number() - attempt.preparedAt() >= rules.replaceAfter();
  }

  /** No node has to take what could not be mined now. */
  private static boolean isOvertaken(Attempt attempt, L1View view) {
    return attempt.fee().max() < view.market().baseFee();
  }

  private LaneAction first(Candidate candidate, Nonce nonce, L1View view) {
    return rules
        .fees()
        .first(view.market())
        .<LaneAction>map(fee -> new Publish(candidate.header(), candidate.hash(), nonce, 1, fee))
        .orElseGet(() -> new WaitForFees(candidate.number(), view.market()));
  }

  private LaneAction replace(Candidate candidate, Attempt before, L1View view) {
    return rules
        .fees()
        .replacing(before.fee(), view.market())
        .<LaneAction>map(fee ->
            new Publish(
                candidate.header(), candidate.hash(), before.nonce(), before.ordinal() + 1, fee))
        .orElseGet(() -> new WaitForFees(candidate.number(), view.market()));
  }
}
