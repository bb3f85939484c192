package network.superblock.protocol.queue;

import java.time.Duration;

/**
 * How many xTs the queue keeps in front of the publisher.
 *
 * @param maxOffers that stand at a time
 * @param maxPerChain of them that touch one chain: enough to keep it busy, few enough that the
 *     others get their share of the window
 * @param reserveAfter how old a blocked xT becomes before no lower-ranked one may take its chains;
 *     the publisher has the same rule for what it was offered
 */
public record OfferRules(int maxOffers, int maxPerChain, Duration reserveAfter) {

  public OfferRules {
    if (maxOffers < 1 || maxPerChain < 1)
      throw new IllegalArgumentException("the window must have room for an offer");
    if (reserveAfter.isNegative())
      throw new IllegalArgumentException("reserveAfter must not be negative");
  }
}
