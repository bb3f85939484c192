package network.superblock.superblock.publishing;

import java.util.Optional;

/**
 * What the publisher is ready to pay for gas.
 *
 * @param maxFee never more than this, in wei
 * @param maxPriorityFee never more than this on top of the base fee, in wei
 * @param bumpPercent how much more a replacement offers; nodes refuse less than 10
 */
public record FeeRules(long maxFee, long maxPriorityFee, int bumpPercent) {

  private static final int LEAST_BUMP = 10;

  public FeeRules {
    if (maxPriorityFee <= 0 || maxFee < maxPriorityFee)
      throw new IllegalArgumentException("the fee caps must be positive, the priority fee's lower");
    if (bumpPercent < LEAST_BUMP || bumpPercent > 1_000)
      throw new IllegalArgumentException("a bump lies between 10 and 1000 percent: " + bumpPercent);
  }

  /** What to offer first: room for the base fee to double; empty while L1 is above the cap. */
  Optional<GasFee> first(Market market) {
    if (market.baseFee() >= maxFee) return Optional.empty();
    var priority = Math.min(market.priorityFee(), maxPriorityFee);
    var wanted = Math.addExact(Math.multiplyExact(market.baseFee(), 2), priority);
    var max = Math.min(wanted, maxFee);
    return Optional.of(new GasFee(max, Math.min(priority, max)));
  }

  /** What to offer in the place of {@code before}; empty when that would break a cap. */
  Optional<GasFee> replacing(GasFee before, Market market) {
    var priority =
        Math.max(bumped(before.priority()), Math.min(market.priorityFee(), maxPriorityFee));
    var wanted = Math.addExact(Math.multiplyExact(market.baseFee(), 2), priority);
    var max = Math.max(bumped(before.max()), Math.min(wanted, maxFee));
    return max > maxFee || priority > maxPriorityFee
        ? Optional.empty()
        : Optional.of(new GasFee(max, priority));
  }

  private long bumped(long fee) {
    // At least one wei more, also of nothing.
    return fee + Math.max(1, Math.ceilDiv(Math.multiplyExact(fee, (long) bumpPercent), 100));
  }
}
