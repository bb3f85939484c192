package network.superblock.protocol.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.slot.SlotState.Building;

/** Which of the waiting offers start now. See SBCP section 4, P2. */
final class XtAdmission {

  private final SlotRules rules;

  XtAdmission(SlotRules rules) {
    this.rules = rules;
  }

  /**
   * The answer.
   *
   * @param starting in the order in which they start
   * @param waiting those that may start later in this slot
   */
  record Review(List<XtOffer> starting, SortedSet<XtOffer> waiting) {}

  Review review(Building s, Instant now) {
    var starting = new ArrayList<XtOffer>();
    var waiting = new TreeSet<>(XtOffer.BY_RANK);
    var taken = new TreeSet<>(s.busyChains());
    var open = isOpen(s, now);
    for (var offer : s.run().waiting()) {
      if (!isEligible(s, offer, now)) continue;
      // Asked of every waiting offer at every decision: the legs name the chains without a new set.
      var free = offer.xt().transactions().stream().noneMatch(leg -> taken.contains(leg.chain()));
      if (open && free && s.running().size() + starting.size() < rules.maxConcurrentInstances()) {
        starting.add(offer);
        taken.addAll(offer.xt().chains());
      } else {
        waiting.add(offer);
        if (isReserving(offer, now)) taken.addAll(offer.xt().chains());
      }
    }
    return new Review(List.copyOf(starting), Collections.unmodifiableSortedSet(waiting));
  }

  private boolean isOpen(Building s, Instant now) {
    return s.ground().settlement().isOpen()
        && isSettledGround(s)
        && rules.schedule().canStillVote(s.run().slot(), now);
  }

  /**
   * In the slot that opens after a rollback the sequencers put back the local transactions of the
   * blocks that it took. A void xT may stand on them: before they are back it would be voted down
   * for their nonces, and for good.
   */
  private static boolean isSettledGround(Building s) {
    return switch (s.run().openedBy()) {
      case START -> true;
      case ROLL_BACK -> false;
    };
  }

  /** A wide xT must not starve: once old enough, it holds its chains until it can start. */
  private boolean isReserving(XtOffer offer, Instant now) {
    return !now.isBefore(offer.queuedAt().plus(rules.reserveAfter()));
  }

  private static boolean isEligible(Building s, XtOffer offer, Instant now) {
    return now.isBefore(offer.expiresAt())
        && offer.xt().transactions().stream().allMatch(leg -> isInGoodStanding(s, leg.chain()));
  }

  private static boolean isInGoodStanding(Building s, ChainId chain) {
    return s.run().opening().requests().containsKey(chain)
        && !s.ground().ledger().suspended().contains(chain);
  }
}
