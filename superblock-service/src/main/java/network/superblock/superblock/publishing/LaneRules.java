package network.superblock.superblock.publishing;

/**
 * How the publisher's L1 transactions follow each other.
 *
 * @param maxInFlight how many may wait for L1 at a time, so that a backlog drains faster than one
 *     superblock an L1 block
 * @param replaceAfter how many L1 blocks a transaction may wait before another with a higher fee
 *     takes its place
 */
public record LaneRules(int maxInFlight, int replaceAfter, FeeRules fees) {

  public LaneRules {
    if (maxInFlight < 1 || maxInFlight > 64)
      throw new IllegalArgumentException("1 to 64 transactions in flight, not " + maxInFlight);
    if (replaceAfter < 1)
      throw new IllegalArgumentException("replace after at least 1 block, not " + replaceAfter);
  }
}
