package network.superblock.protocol.queue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * Who goes first. The rank is a virtual arrival time, fixed when the xT enters: a higher tip
 * arrives earlier than it did, an abort of its signers later. Because newcomers arrive later and
 * later, an xT that waits outranks all of them in the end, and the order can stand in an index.
 */
public final class QueueOrder {

  // Tips from 1 wei to 2^50 wei (about 1,126 gwei) spread over the whole head start.
  private static final int TIP_BITS = 50;

  private QueueOrder() {}

  /**
   * The rank in milliseconds; the lowest goes first.
   *
   * @param lowestTip the lowest effective tip (wei per gas) signed in any leg: nothing unsigned can
   *     buy priority
   * @param recentAborts how often xTs of the signers were voted down lately
   */
  public static long rank(
      Instant queuedAt, BigInteger lowestTip, int recentAborts, QueueRules rules) {
    if (lowestTip.signum() < 0) throw new IllegalArgumentException("a tip is not negative");
    if (recentAborts < 0) throw new IllegalArgumentException("a count is not negative");
    var headStart =
        rules.maxHeadStart().toMillis() * Math.min(lowestTip.bitLength(), TIP_BITS) / TIP_BITS;
    return queuedAt.toEpochMilli() - headStart + penalty(recentAborts, rules).toMillis();
  }

  private static Duration penalty(int recentAborts, QueueRules rules) {
    var penalty = rules.abortPenalty().multipliedBy(recentAborts);
    return penalty.compareTo(rules.maxPenalty()) < 0 ? penalty : rules.maxPenalty();
  }
}
